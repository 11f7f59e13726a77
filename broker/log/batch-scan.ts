import { batchHeader, batchHeaderBytes } from '../protocol/records/batch-header';
import type { CachedFile } from './file-cache';

/** Read at once by a scan that goes on to the end. */
const scanChunkBytes = 1024 * 1024;
/** Read at once by a scan that looks for one batch. */
export const lookupChunkBytes = 32 * 1024;

/** Called for each batch; `position` is the batch's in the file. Anything but true ends the scan before the batch. */
export type BatchVisitor = (buffer: Buffer, at: number, position: number) => true | string;

export interface ScanResult {
  /** Where the last visited batch ends. */
  readonly position: number;
  /** Why the scan ended before the end, in words; undefined at the end. */
  readonly stopped: string | undefined;
}

/** Walks whole batches of a log file from `fromPosition` to `endPosition`, reading a chunk at a time. */
export async function scanBatches(
  file: CachedFile,
  fromPosition: number,
  endPosition: number,
  visit: BatchVisitor,
  chunkBytes = scanChunkBytes,
): Promise<ScanResult> {
  let position = fromPosition;
  let wantedBytes = chunkBytes;
  while (position < endPosition) {
    const askedBytes = Math.min(wantedBytes, endPosition - position);
    const buffer = await readRange(file, position, askedBytes);
    let at = 0;
    for (let left = buffer.length; left > 0; left = buffer.length - at) {
      if (left < batchHeaderBytes) {
        if (position + left >= endPosition || at === 0) return { position, stopped: `${left} bytes are no batch header` };
        break;
      }
      const sizeBytes = batchHeader.sizeBytes(buffer, at);
      if (sizeBytes < batchHeaderBytes) return { position, stopped: `a batch claims ${sizeBytes} bytes` };
      if (sizeBytes > endPosition - position) return { position, stopped: 'the last batch is cut short' };
      if (sizeBytes > left) {
        wantedBytes = Math.max(chunkBytes, sizeBytes);
        break;
      }
      const verdict = visit(buffer, at, position);
      if (verdict !== true) return { position, stopped: verdict };
      at += sizeBytes;
      position += sizeBytes;
    }
    if (at === 0 && buffer.length < askedBytes) return { position, stopped: 'the file is shorter than expected' };
  }
  return { position, stopped: undefined };
}

/** Reads exactly the range, or less where the file ends. */
export async function readRange(file: CachedFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const read = await file.read(buffer, filled, length - filled, position + filled);
    if (read === 0) return buffer.subarray(0, filled);
    filled += read;
  }
  return buffer;
}

/** What is wrong with the batch, in words; undefined when its magic, its counts and its checksum are right. */
export function damageOf(buffer: Buffer, at: number): string | undefined {
  const magic = batchHeader.magic(buffer, at);
  if (magic !== 2) return `magic ${magic}`;
  if (batchHeader.lastOffsetDelta(buffer, at) < 0 || batchHeader.baseOffset(buffer, at) < 0) return 'an offset below zero';
  if (batchHeader.computeCrc(buffer, at) !== batchHeader.crc(buffer, at)) return 'the checksum does not match';
  return undefined;
}
