import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export interface ScramHash {
  readonly name: 'sha256' | 'sha512';
  readonly bytes: number;
}

/** Fewer would make guessing cheap for whoever poses as the broker. */
const iterationsMin = 4096;
/** More would let whoever poses as the broker keep this process busy. */
const iterationsMax = 1_000_000;
const gs2Header = 'n,,';
const serverFirstForm = /^r=([\x21-\x2b\x2d-\x7e]+),s=([A-Za-z0-9+/=]+),i=(\d{1,9})(?:,|$)/;
const serverFinalForm = /^v=([A-Za-z0-9+/=]+)(?:,|$)/;
const derive = promisify(pbkdf2);

/** The broker's messages are no answers to ours, or it does not know the password either. */
export class ScramFailure extends Error {}

/** The client's side of one exchange (RFC 5802), without channel binding, as Kafka does it. */
export class ScramExchange {
  readonly #hash: ScramHash;
  readonly #password: string;
  readonly #nonce = randomBytes(18).toString('base64');
  readonly #bare: string;
  #serverSignature: Buffer | undefined;

  constructor(hash: ScramHash, username: string, password: string) {
    this.#hash = hash;
    this.#password = password;
    this.#bare = `n=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${this.#nonce}`;
  }

  first(): Buffer {
    return Buffer.from(`${gs2Header}${this.#bare}`);
  }

  /** The proof that we know the password. */
  async final(serverFirst: Buffer): Promise<Buffer> {
    const text = serverFirst.toString('utf8');
    const [, nonce = '', salt = '', count = ''] = serverFirstForm.exec(text) ?? [];
    const iterations = Number(count);
    if (!nonce.startsWith(this.#nonce) || nonce === this.#nonce)
      throw new ScramFailure('The answer is to another SCRAM exchange.');
    if (iterations < iterationsMin || iterations > iterationsMax)
      throw new ScramFailure(`The broker asks for ${iterations} iterations of SCRAM, which is out of bounds.`);
    const { name, bytes } = this.#hash;
    const salted = await derive(this.#password, Buffer.from(salt, 'base64'), iterations, bytes, name);
    const clientKey = this.#hmac(salted, 'Client Key');
    const withoutProof = `c=${Buffer.from(gs2Header).toString('base64')},r=${nonce}`;
    const authMessage = `${this.#bare},${text},${withoutProof}`;
    const signature = this.#hmac(createHash(name).update(clientKey).digest(), authMessage);
    this.#serverSignature = this.#hmac(this.#hmac(salted, 'Server Key'), authMessage);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    return Buffer.from(`${withoutProof},p=${proof.toString('base64')}`);
  }

  /** The proof that the broker knows it too. */
  verify(serverFinal: Buffer): void {
    const [, text = ''] = serverFinalForm.exec(serverFinal.toString('utf8')) ?? [];
    const signature = Buffer.from(text, 'base64');
    const expected = this.#serverSignature;
    if (expected === undefined || signature.length !== expected.length || !timingSafeEqual(signature, expected))
      throw new ScramFailure('The broker does not know the password.');
  }

  #hmac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash.name, key).update(text).digest();
  }
}
