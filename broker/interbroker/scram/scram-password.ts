import { hmacSha256, pbkdf2Sha256, sha256 } from '../../platform/node/sha256';

/** What a password becomes under one salt (RFC 5802, section 3). */
export interface ScramKeys {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly clientKey: Buffer;
  /** Enough to check a client, and not enough to be one. */
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** Salts whose keys are kept: each peer has one, and a cluster has nine brokers. */
const keptKeysMax = 32;

/** A password with the keys derived from it, so that only the first connection to a peer pays for the derivation. */
export class ScramPassword {
  readonly #password: string;
  readonly #keys = new Map<string, ScramKeys>();

  constructor(password: string) {
    this.#password = password;
  }

  keys(salt: Buffer, iterations: number): ScramKeys {
    const name = `${iterations} ${salt.toString('base64')}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const saltedPassword = pbkdf2Sha256(this.#password, salt, iterations);
    const clientKey = hmacSha256(saltedPassword, 'Client Key');
    const keys = {
      salt,
      iterations,
      clientKey,
      storedKey: sha256(clientKey),
      serverKey: hmacSha256(saltedPassword, 'Server Key'),
    };
    const [oldest] = this.#keys.keys();
    if (oldest !== undefined && this.#keys.size >= keptKeysMax) this.#keys.delete(oldest);
    this.#keys.set(name, keys);
    return keys;
  }
}
