import type { FileHandle } from 'node:fs/promises';
import { batchHeader, batchHeaderBytes } from '../../../protocol/records/batch-header';

/** A whole batch of a file, and where it starts. */
export interface FileBatch {
  readonly position: number;
  readonly bytes: Buffer;
}

const knownMagic = 2;

async function readAt(file: FileHandle, position: number, sizeBytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sizeBytes), 0, sizeBytes, position);
  return buffer.subarray(0, bytesRead);
}

/** The batches from `position` on that end at or before `end`; stops at bytes that are no batch. */
export async function* fileBatches(file: FileHandle, position: number, end: number): AsyncGenerator<FileBatch> {
  for (let at = position; at + batchHeaderBytes <= end;) {
    const header = await readAt(file, at, batchHeaderBytes);
    if (header.length < batchHeaderBytes || batchHeader.magic(header, 0) !== knownMagic) return;
    const sizeBytes = batchHeader.sizeBytes(header, 0);
    if (sizeBytes < batchHeaderBytes || at + sizeBytes > end) return;
    const bytes = await readAt(file, at, sizeBytes);
    if (bytes.length < sizeBytes) return;
    yield { position: at, bytes };
    at += sizeBytes;
  }
}
