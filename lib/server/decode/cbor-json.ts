import { isUtf8 } from 'node:buffer';
import { jsonText } from './json-text';

/*
 * RFC 8949: each item begins with a byte, its kind in the upper three bits and a count in the lower five (24 to 27: in the next
 * 1, 2, 4 or 8 bytes; 31: without one, ended by 0xff). Read straight to JSON: packages allocate what a list claims to hold before
 * they look whether it is there, and know only some tags.
 */

const depthMax = 100;
const breakByte = 0xff;
/** Of more, decimal digits take too long to find. */
const bigNumberBytesMax = 1_024;

class CborFault extends Error {}

/** JSON of the one CBOR item that the bytes are, or why they are none. Tags go, but those of times and large numbers; keys become texts. */
export function cborJson(bytes: Buffer): { readonly json: string } | { readonly problem: string } {
  try {
    return { json: new CborReader(bytes).whole() };
  } catch (error) {
    if (error instanceof CborFault) return { problem: error.message };
    throw error;
  }
}

class CborReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  whole(): string {
    const json = this.#item(0);
    const left = this.#bytes.length - this.#at;
    if (left > 0) throw new CborFault(`A value ends at byte ${this.#at}, and ${left} more follow.`);
    return json;
  }

  #item(depth: number): string {
    if (depth > depthMax) throw new CborFault(`It is nested deeper than ${depthMax} levels.`);
    const [kind, low] = this.#head();
    switch (kind) {
      case 0:
        return this.#count(low).toString();
      case 1:
        return (-1n - this.#count(low)).toString();
      case 2:
        return jsonText(this.#data(kind, low));
      case 3:
        return jsonText(this.#text(low));
      case 4:
        return `[${this.#items(low, () => this.#item(depth + 1)).join(',')}]`;
      case 5:
        return `{${this.#items(low, () => this.#entry(depth + 1)).join(',')}}`;
      case 6:
        return this.#tagged(this.#count(low), depth + 1);
      default:
        return this.#simple(low);
    }
  }

  #head(): readonly [kind: number, low: number] {
    const first = this.#take(1)[0] ?? 0;
    return [first >> 5, first & 0x1f];
  }

  #take(sizeBytes: number): Buffer {
    if (sizeBytes > this.#bytes.length - this.#at) throw new CborFault('It ends within a value.');
    this.#at += sizeBytes;
    return this.#bytes.subarray(this.#at - sizeBytes, this.#at);
  }

  #count(low: number): bigint {
    if (low < 24) return BigInt(low);
    if (low > 27) throw this.#noItem();
    return this.#take(2 ** (low - 24)).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  }

  #noItem(): CborFault {
    return new CborFault(`0x${this.#bytes.toString('hex', this.#at - 1, this.#at)} at byte ${this.#at - 1} begins no value.`);
  }

  #data(kind: number, low: number): Buffer {
    if (low !== 31) return this.#take(Number(this.#count(low)));
    const chunks: Buffer[] = [];
    while (!this.#ends()) {
      const [chunkKind, chunkLow] = this.#head();
      if (chunkKind !== kind || chunkLow === 31) throw new CborFault('A part of a text or of bytes is of another kind.');
      chunks.push(this.#take(Number(this.#count(chunkLow))));
    }
    return Buffer.concat(chunks);
  }

  #text(low: number): string {
    const bytes = this.#data(3, low);
    if (!isUtf8(bytes)) throw new CborFault('A text in it is not valid UTF-8.');
    return bytes.toString('utf8');
  }

  /** Whether the break of something without a count comes next. */
  #ends(): boolean {
    if (this.#bytes[this.#at] !== breakByte) return false;
    this.#at += 1;
    return true;
  }

  #items(low: number, read: () => string): string[] {
    const found: string[] = [];
    if (low === 31) while (!this.#ends()) found.push(read());
    else for (let left = this.#count(low); left > 0n; left -= 1n) found.push(read());
    return found;
  }

  #entry(depth: number): string {
    const key = this.#item(depth);
    return `${key.startsWith('"') ? key : JSON.stringify(key)}:${this.#item(depth)}`;
  }

  #tagged(tag: bigint, depth: number): string {
    const isBytes = (this.#bytes[this.#at] ?? 0) >> 5 === 2;
    if ((tag === 2n || tag === 3n) && isBytes) return this.#bigNumber(tag === 3n);
    const json = this.#item(depth);
    if (tag !== 1n) return json;
    const ms = Number(json) * 1_000;
    return Math.abs(ms) <= 8.64e15 ? JSON.stringify(new Date(ms)) : json;
  }

  #bigNumber(isNegative: boolean): string {
    const [kind, low] = this.#head();
    const bytes = this.#data(kind, low);
    if (bytes.length > bigNumberBytesMax) throw new CborFault(`A number in it has more than ${bigNumberBytesMax} bytes.`);
    const size = BigInt(`0x0${bytes.toString('hex')}`);
    return (isNegative ? -1n - size : size).toString();
  }

  #simple(low: number): string {
    switch (low) {
      case 20:
        return 'false';
      case 21:
        return 'true';
      case 22:
      case 23:
        return 'null';
      case 25:
        return jsonText(halfFloat(this.#take(2).readUInt16BE(0)));
      case 26:
        return jsonText(this.#take(4).readFloatBE(0));
      case 27:
        return jsonText(this.#take(8).readDoubleBE(0));
      default:
        if (low > 24) throw this.#noItem();
        return jsonText(`simple(${this.#count(low)})`);
    }
  }
}

/** IEEE 754 binary16, which Buffer does not read. */
function halfFloat(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  const sign = bits >> 15 === 1 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
