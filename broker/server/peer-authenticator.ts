import { peerIdOf } from '../interbroker/peer-name';
import { ScramError } from '../interbroker/scram/scram-error';
import type { ScramPassword } from '../interbroker/scram/scram-password';
import { ScramServer } from '../interbroker/scram/scram-server';
import type { ConnectionContext } from '../network/frame-handler';
import { sha256 } from '../platform/node/sha256';
import type { Logger } from '../platform/logger';
import type { Random } from '../platform/random';
import { errorCodes } from '../protocol/error-codes';
import type { SaslAuthenticateResponse } from '../protocol/messages/sasl-authenticate';
import type { SaslHandshakeResponse } from '../protocol/messages/sasl-handshake';

const mechanism = 'SCRAM-SHA-256';
/** The fewest RFC 7677 allows; the secret is random, so that more would protect nothing. */
const iterations = 4096;
const saltBytes = 16;
const nothing = Buffer.alloc(0);

interface PeerAuthenticatorOptions {
  readonly clusterId: string;
  readonly secret: ScramPassword;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * Lets the brokers of the cluster in on the internal listener, and nobody else: SaslHandshake, then two rounds of
 * SaslAuthenticate, after which the connection carries the broker's id. A connection that failed gets no second try.
 */
export class PeerAuthenticator {
  readonly #options: PeerAuthenticatorOptions;
  /** The same in the whole cluster and in no other, so that a broker derives keys once and not once for each peer. */
  readonly #salt: Buffer;
  readonly #exchanges = new Map<ConnectionContext, ScramServer | 'failed'>();

  constructor(options: PeerAuthenticatorOptions) {
    this.#options = options;
    this.#salt = sha256(Buffer.from(`ottla ${options.clusterId}`)).subarray(0, saltBytes);
  }

  handshake(connection: ConnectionContext, wanted: string): SaslHandshakeResponse | 'close' {
    if (connection.peerId !== null || this.#exchanges.has(connection)) return 'close';
    if (wanted !== mechanism) {
      this.#exchanges.set(connection, 'failed');
      return { errorCode: errorCodes.UNSUPPORTED_SASL_MECHANISM, mechanisms: [mechanism] };
    }
    const keys = this.#options.secret.keys(this.#salt, iterations);
    const keysOf = (username: string) => (peerIdOf(username) === undefined ? undefined : keys);
    this.#exchanges.set(connection, new ScramServer({ keysOf, random: this.#options.random }));
    return { errorCode: errorCodes.NONE, mechanisms: [mechanism] };
  }

  authenticate(connection: ConnectionContext, message: Buffer): SaslAuthenticateResponse | 'close' {
    const exchange = this.#exchanges.get(connection);
    if (exchange === undefined || exchange === 'failed') return 'close';
    try {
      if (!exchange.hasChallenged) return accepted(exchange.first(message));
      const outcome = exchange.final(message);
      this.#exchanges.delete(connection);
      connection.peerId = peerIdOf(outcome.username) ?? null;
      return accepted(outcome.message);
    } catch (error) {
      if (!(error instanceof ScramError)) throw error;
      this.#exchanges.set(connection, 'failed');
      const { host, port } = connection.remote;
      this.#options.logger.warn('Somebody did not authenticate on the listener of the brokers.', {
        client: `${host}:${port}`,
        reason: error.message,
      });
      return { errorCode: errorCodes.SASL_AUTHENTICATION_FAILED, errorMessage: error.message, authBytes: nothing };
    }
  }

  /** The connection is gone. */
  forget(connection: ConnectionContext): void {
    this.#exchanges.delete(connection);
  }
}

function accepted(authBytes: Buffer): SaslAuthenticateResponse {
  return { errorCode: errorCodes.NONE, errorMessage: null, authBytes };
}
