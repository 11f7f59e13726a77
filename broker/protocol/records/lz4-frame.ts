/**
 * LZ4 in its frame format: magic 0x184D2204 (little-endian), FLG, BD, content size u64 if FLG bit 3, dictionary id u32
 * if bit 0, header checksum u8; then blocks of u32 size (top bit: stored as it is) and data, with a u32 checksum each if
 * bit 4; a size of 0 ends them; then a u32 content checksum if bit 2.
 */
import { compressFrameSync, decompressFrameSync } from 'lz4-napi';
import { CodecError } from '../primitives/codec-error';

const frameMagic = 0x184d2204;

export function compressLz4(body: Buffer): Buffer {
  return compressFrameSync(body);
}

function blockBytesMaxOf(descriptor: number): number {
  const size = (descriptor >> 4) & 0x07;
  if (size < 4) throw new CodecError(`lz4 frame with block size ${size}`, 5);
  return 2 ** (8 + 2 * size);
}

/** Length that continues in bytes of 255. Returns [length, next position]. */
function extendedLength(body: Buffer, from: number, end: number, base: number): [number, number] {
  let length = base;
  let at = from;
  for (;;) {
    const byte = at < end ? body[at] : undefined;
    if (byte === undefined) throw new CodecError('lz4 block ends too early', at);
    at += 1;
    length += byte;
    if (byte !== 255) return [length, at];
  }
}

/** What a compressed block inflates to, by its sequences' lengths; no byte is copied. */
function inflatedBlockBytes(body: Buffer, start: number, end: number): number {
  let at = start;
  let total = 0;
  while (at < end) {
    const token = body[at] ?? 0;
    at += 1;
    let literals = token >> 4;
    if (literals === 15) [literals, at] = extendedLength(body, at, end, literals);
    total += literals;
    at += literals + 2;
    if (at >= end) break;
    let match = token & 0x0f;
    if (match === 15) [match, at] = extendedLength(body, at, end, match);
    total += match + 4;
  }
  return total;
}

interface FrameLayout {
  endsAt: number;
  inflatedBytes: number;
}

function readUint32(body: Buffer, at: number): number {
  if (body.length - at < 4) throw new CodecError('lz4 frame ends too early', at);
  return body.readUInt32LE(at);
}

/** Walks the frame's blocks. `inflatedBytes` is exact for a well-formed frame, so a bomb is seen before it is inflated. */
function layoutOf(body: Buffer): FrameLayout {
  if (body.length < 7 || body.readUInt32LE(0) !== frameMagic) throw new CodecError('not an lz4 frame', 0);
  const flags = body.readUInt8(4);
  const blockBytesMax = blockBytesMaxOf(body.readUInt8(5));
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4);
  let inflatedBytes = 0;
  for (;;) {
    const header = readUint32(body, at);
    at += 4;
    if (header === 0) break;
    const size = header & 0x7fff_ffff;
    if (size > body.length - at || size > blockBytesMax) throw new CodecError(`lz4 block of ${size} bytes`, at);
    inflatedBytes += header > 0x7fff_ffff ? size : Math.min(blockBytesMax, inflatedBlockBytes(body, at, at + size));
    at += size + ((flags & 0x10) === 0 ? 0 : 4);
  }
  if ((flags & 0x04) !== 0) at += 4;
  if (at > body.length) throw new CodecError('lz4 frame ends too early', body.length);
  if ((flags & 0x08) !== 0 && body.readBigUInt64LE(6) !== BigInt(inflatedBytes)) {
    throw new CodecError('lz4 frame declares a size it does not have', 6);
  }
  return { endsAt: at, inflatedBytes };
}

export function decompressLz4(body: Buffer, bytesMax: number): Buffer {
  const { endsAt, inflatedBytes } = layoutOf(body);
  if (inflatedBytes > bytesMax) throw new CodecError(`lz4 frame of ${inflatedBytes} bytes, ${bytesMax} allowed`, 0);
  return decompressFrameSync(body.subarray(0, endsAt));
}
