/**
 * Zstandard, by node:zlib where it has it and by WebAssembly elsewhere. A frame: magic 0xFD2FB528 (little-endian),
 * descriptor u8, window u8 unless single-segment, dictionary id, content size (both of 0 to 8 bytes, by the descriptor);
 * blocks with a 3-byte header (bit 0 last, bits 1–2 type, the rest size); a u32 checksum if descriptor bit 2. Frames may
 * follow each other; skippable ones (magic 0x184D2A50…5F, size u32) carry nothing.
 */
import * as zlib from 'node:zlib';
import { compress as wasmCompress, decompress as wasmDecompress, init } from '@bokuweb/zstd-wasm';
import { CodecError } from '../primitives/codec-error';

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;
/** No block inflates to more. */
const blockBytesMax = 128 * 1024;

interface NativeZstd {
  zstdCompressSync(body: Buffer): Buffer;
  zstdDecompressSync(body: Buffer, options: { maxOutputLength: number }): Buffer;
}

function hasZstd(module: object): module is NativeZstd {
  return 'zstdCompressSync' in module && 'zstdDecompressSync' in module;
}

declare global {
  /**
   * The library has one WebAssembly memory in a process, and a second init() would put another in its place under functions
   * that keep the first. Bundles may hold copies of this module, so what is started once is not kept in it.
   */
  var ottlaZstdReady: Promise<void> | undefined;
}

const native: NativeZstd | undefined = hasZstd(zlib) ? zlib : undefined;

/** Resolves when zstd can be used; at once where node:zlib has it. */
export function zstdReady(): Promise<void> {
  if (native !== undefined) return Promise.resolve();
  return (globalThis.ottlaZstdReady ??= init());
}

export function compressZstd(body: Buffer): Buffer {
  if (native !== undefined) return native.zstdCompressSync(body);
  const deflated = wasmCompress(body);
  return Buffer.from(deflated.buffer, deflated.byteOffset, deflated.byteLength);
}

interface Frame {
  endsAt: number;
  /** The most its blocks can inflate to; 0 for a skippable frame. */
  inflatedBytesMax: number;
  declaredBytes: number | undefined;
}

function need(body: Buffer, at: number, bytes: number): number {
  if (bytes > body.length - at) throw new CodecError('zstd frame ends too early', at);
  return at;
}

function dictionaryIdBytes(descriptor: number): number {
  const flag = descriptor & 0x03;
  return flag === 3 ? 4 : flag;
}

function contentSizeBytes(descriptor: number): number {
  const flag = descriptor >> 6;
  return flag === 0 ? (descriptor >> 5) & 1 : 2 ** flag;
}

function declaredSize(body: Buffer, at: number, bytes: number): number | undefined {
  if (bytes === 0) return undefined;
  if (bytes === 8) return Number(body.readBigUInt64LE(at));
  return body.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}

function frameAt(body: Buffer, start: number): Frame {
  const magic = body.readUInt32LE(need(body, start, 8));
  if ((magic & 0xffff_fff0) >>> 0 === skippableMagic) {
    const size = body.readUInt32LE(start + 4);
    return { endsAt: need(body, start + 8, size) + size, inflatedBytesMax: 0, declaredBytes: undefined };
  }
  if (magic !== frameMagic) throw new CodecError('not a zstd frame', start);
  const descriptor = body.readUInt8(start + 4);
  let at = start + 5 + ((descriptor & 0x20) === 0 ? 1 : 0) + dictionaryIdBytes(descriptor);
  const sizeBytes = contentSizeBytes(descriptor);
  const declaredBytes = declaredSize(body, need(body, at, sizeBytes), sizeBytes);
  at += sizeBytes;
  let inflatedBytesMax = 0;
  for (let isLast = false; !isLast;) {
    const header = body.readUIntLE(need(body, at, 3), 3);
    const type = (header >> 1) & 0x03;
    const size = header >> 3;
    if (size > blockBytesMax) throw new CodecError(`zstd block of ${size} bytes`, at);
    isLast = (header & 1) !== 0;
    const storedBytes = type === 1 ? 1 : size;
    at = need(body, at + 3, storedBytes) + storedBytes;
    inflatedBytesMax += type === 2 ? blockBytesMax : size;
  }
  return { endsAt: need(body, at, (descriptor & 0x04) === 0 ? 0 : 4) + (descriptor & 0x04), inflatedBytesMax, declaredBytes };
}

function inflateFrame(frame: Buffer, outputBytesMax: number): Buffer {
  if (native !== undefined) return native.zstdDecompressSync(frame, { maxOutputLength: Math.max(1, outputBytesMax) });
  const inflated = wasmDecompress(frame, { defaultHeapSize: Math.max(1, outputBytesMax) });
  return Buffer.from(inflated.buffer, inflated.byteOffset, inflated.byteLength);
}

export function decompressZstd(body: Buffer, bytesMax: number): Buffer {
  const parts: Buffer[] = [];
  let inflatedBytes = 0;
  for (let at = 0; at < body.length;) {
    const frame = frameAt(body, at);
    const left = bytesMax - inflatedBytes;
    const declared = frame.declaredBytes ?? 0;
    if (declared > left) throw new CodecError(`zstd frame of ${declared} bytes, ${left} allowed`, at);
    if (declared > frame.inflatedBytesMax) throw new CodecError('zstd frame declares a size it cannot have', at);
    if (frame.inflatedBytesMax > 0) {
      const inflated = inflateFrame(body.subarray(at, frame.endsAt), Math.min(left, frame.inflatedBytesMax));
      inflatedBytes += inflated.length;
      parts.push(inflated);
    }
    at = frame.endsAt;
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, inflatedBytes);
}
