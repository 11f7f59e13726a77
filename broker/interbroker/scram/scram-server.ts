import { equalBytes, hmacSha256, sha256 } from '../../platform/node/sha256';
import type { Random } from '../../platform/random';
import { ScramError } from './scram-error';
import { readClientFinal, readClientFirst, serverFinal, serverFirst, type ClientFirst } from './scram-messages';
import type { ScramKeys } from './scram-password';

const nonceBytes = 18;

interface ScramServerOptions {
  /** Undefined for somebody who may not come in. */
  readonly keysOf: (username: string) => ScramKeys | undefined;
  readonly random: Random;
}

interface Challenge {
  readonly client: ClientFirst;
  readonly keys: ScramKeys;
  readonly nonce: string;
  /** The server-first message. */
  readonly text: string;
}

/** The server's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677): first(), then final(). Good for one exchange. */
export class ScramServer {
  readonly #options: ScramServerOptions;
  #challenge: Challenge | undefined;

  constructor(options: ScramServerOptions) {
    this.#options = options;
  }

  /** Whether first() was answered. */
  get hasChallenged(): boolean {
    return this.#challenge !== undefined;
  }

  /** The challenge to a client's first message. Throws ScramError. */
  first(message: Buffer): Buffer {
    const client = readClientFirst(message);
    if (client.gs2Header !== 'n,,' && client.gs2Header !== 'y,,') {
      throw new ScramError(`"${client.username}" cannot act for somebody else.`);
    }
    const keys = this.#options.keysOf(client.username);
    if (keys === undefined) throw new ScramError(`"${client.username}" may not come in here.`);
    const nonce = `${client.nonce}${this.#options.random.bytes(nonceBytes).toString('base64')}`;
    const text = serverFirst({ nonce, salt: keys.salt, iterations: keys.iterations });
    this.#challenge = { client, keys, nonce, text };
    return Buffer.from(text);
  }

  /** Who the client has proved to be, and our own proof. Throws ScramError when the proof is wrong. */
  final(message: Buffer): { username: string; message: Buffer } {
    const challenge = this.#challenge;
    if (challenge === undefined) throw new ScramError('The final message of a SCRAM exchange came first.');
    const { client, keys, nonce, text } = challenge;
    const { channelBinding, nonce: both, proof, withoutProof } = readClientFinal(message);
    if (channelBinding !== client.gs2Header || both !== nonce) {
      throw new ScramError(`"${client.username}" answered another SCRAM exchange.`);
    }
    const authMessage = `${client.bare},${text},${withoutProof}`;
    const clientSignature = hmacSha256(keys.storedKey, authMessage);
    const clientKey = Buffer.from(clientSignature.map((byte, index) => byte ^ (proof[index] ?? 0)));
    if (proof.length !== clientKey.length || !equalBytes(sha256(clientKey), keys.storedKey)) {
      throw new ScramError(`"${client.username}" does not know the password.`);
    }
    return { username: client.username, message: Buffer.from(serverFinal(hmacSha256(keys.serverKey, authMessage))) };
  }
}
