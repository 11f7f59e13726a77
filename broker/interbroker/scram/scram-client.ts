import { equalBytes, hmacSha256 } from '../../platform/node/sha256';
import type { Random } from '../../platform/random';
import { ScramError } from './scram-error';
import { clientFinalWithoutProof, clientFirst, readServerFinal, readServerFirst, type ClientFirst } from './scram-messages';
import type { ScramPassword } from './scram-password';

/** Fewer would make guessing cheap for whoever poses as the server. */
const iterationsMin = 4096;
/** More would let whoever poses as the server keep us busy. */
const iterationsMax = 16_384;
const nonceBytes = 18;

interface ScramClientOptions {
  readonly username: string;
  readonly password: ScramPassword;
  readonly random: Random;
}

/** The client's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677): first(), final(), then verify(). */
export class ScramClient {
  readonly #password: ScramPassword;
  readonly #first: ClientFirst;
  #serverSignature: Buffer | undefined;

  constructor({ username, password, random }: ScramClientOptions) {
    this.#password = password;
    this.#first = clientFirst(username, random.bytes(nonceBytes).toString('base64'));
  }

  first(): Buffer {
    return Buffer.from(`${this.#first.gs2Header}${this.#first.bare}`);
  }

  /** The proof that we know the password. Throws ScramError when the server's message is not an answer to ours. */
  final(serverFirstMessage: Buffer): Buffer {
    const { nonce, salt, iterations } = readServerFirst(serverFirstMessage);
    const own = this.#first.nonce;
    if (!nonce.startsWith(own) || nonce.length === own.length) {
      throw new ScramError('The server answered another SCRAM exchange.');
    }
    if (iterations < iterationsMin || iterations > iterationsMax || salt.length === 0) {
      throw new ScramError(`The server asks for ${iterations} iterations of SCRAM, which is out of bounds.`);
    }
    const { clientKey, storedKey, serverKey } = this.#password.keys(salt, iterations);
    const withoutProof = clientFinalWithoutProof(this.#first.gs2Header, nonce);
    const authMessage = `${this.#first.bare},${serverFirstMessage.toString('utf8')},${withoutProof}`;
    const clientSignature = hmacSha256(storedKey, authMessage);
    this.#serverSignature = hmacSha256(serverKey, authMessage);
    const proof = clientKey.map((byte, index) => byte ^ (clientSignature[index] ?? 0));
    return Buffer.from(`${withoutProof},p=${Buffer.from(proof).toString('base64')}`);
  }

  /** Throws ScramError unless the server knows the password too. */
  verify(serverFinalMessage: Buffer): void {
    const expected = this.#serverSignature;
    if (expected === undefined || !equalBytes(readServerFinal(serverFinalMessage), expected)) {
      throw new ScramError('The server does not know the password.');
    }
  }
}
