/**
 * Snappy as Kafka's clients write it. Java frames it ("xerial"): the 8 bytes 82 53 4E 41 50 50 59 00, version i32, oldest
 * compatible version i32, then blocks of i32 length and raw snappy. Other clients write one raw block without any frame.
 * A raw block starts with its inflated size as an unsigned varint.
 */
import { compressSync, uncompressSync } from 'snappy';
import { CodecError } from '../primitives/codec-error';
import { Reader } from '../primitives/reader';

const magic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const frameHeaderBytes = 16;
/** Java's block size. */
const blockBytes = 32 * 1024;
/** A copy of 3 bytes gives 64 at most, so no block inflates more than this many times. */
const inflationMax = 22;

function startsFrame(body: Buffer, at: number): boolean {
  return body.length - at >= frameHeaderBytes && body.compare(magic, 0, magic.length, at, at + magic.length) === 0;
}

export function compressSnappy(body: Buffer): Buffer {
  const header = Buffer.alloc(frameHeaderBytes);
  magic.copy(header);
  header.writeInt32BE(1, 8);
  header.writeInt32BE(1, 12);
  const parts: Buffer[] = [header];
  for (let at = 0; at < body.length; at += blockBytes) {
    const block = compressSync(body.subarray(at, at + blockBytes));
    const length = Buffer.alloc(4);
    length.writeInt32BE(block.length);
    parts.push(length, block);
  }
  return Buffer.concat(parts);
}

/** Checks the size a block declares before snappy allocates it. */
function inflateBlock(block: Buffer, bytesMax: number): Buffer {
  const declared = new Reader(block).readUnsignedVarint();
  if (declared > bytesMax) throw new CodecError(`snappy block of ${declared} bytes, ${bytesMax} allowed`, 0);
  if (declared > block.length * inflationMax) throw new CodecError('snappy block declares an impossible size', 0);
  const inflated = uncompressSync(block, { asBuffer: true });
  return typeof inflated === 'string' ? Buffer.from(inflated) : inflated;
}

export function decompressSnappy(body: Buffer, bytesMax: number): Buffer {
  if (!startsFrame(body, 0)) return inflateBlock(body, bytesMax);
  const reader = new Reader(body);
  const parts: Buffer[] = [];
  let inflatedBytes = 0;
  while (reader.remaining > 0) {
    // Java appends to a file by writing another frame behind the first, header and all.
    if (startsFrame(body, reader.offset)) {
      reader.take(frameHeaderBytes);
      continue;
    }
    const inflated = inflateBlock(reader.readBytes(reader.readInt32()), bytesMax - inflatedBytes);
    inflatedBytes += inflated.length;
    parts.push(inflated);
  }
  return Buffer.concat(parts, inflatedBytes);
}
