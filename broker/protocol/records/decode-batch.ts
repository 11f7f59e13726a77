import { CodecError } from '../primitives/codec-error';
import { batchHeader, batchHeaderBytes } from './batch-header';
import { decompress } from './compression';
import { decompressedBytesMaxDefault } from './compression-limits';
import { RecordCursor } from './record-cursor';

interface DecodedHeader {
  /** UTF-8 by the protocol, kept as bytes because not every client keeps to it. */
  key: Buffer;
  value: Buffer | null;
}

/** One record. Buffers are views of the batch (or of its decompressed body). */
export interface DecodedRecord {
  offset: number;
  timestamp: bigint;
  key: Buffer | null;
  value: Buffer | null;
  headers: DecodedHeader[];
  /** Size of the record as stored, before compression. */
  sizeBytes: number;
}

/** The records' bytes of the batch at `at`, decompressed. */
export function recordsOfBatch(
  buffer: Buffer,
  at: number,
  decompressedBytesMax: number,
): { buffer: Buffer; start: number; end: number } {
  const sizeBytes = buffer.length - at < batchHeaderBytes ? -1 : batchHeader.sizeBytes(buffer, at);
  if (sizeBytes < batchHeaderBytes || sizeBytes > buffer.length - at) throw new CodecError('record batch cut short', at);
  const magic = batchHeader.magic(buffer, at);
  if (magic !== 2) throw new CodecError(`record batch with magic ${magic}`, at);
  const codec = batchHeader.compression(buffer, at);
  if (codec === undefined) throw new CodecError('unknown compression type', at);
  const start = at + batchHeaderBytes;
  const end = at + sizeBytes;
  if (codec === 'none') return { buffer, start, end };
  const body = decompress(codec, buffer.subarray(start, end), decompressedBytesMax);
  return { buffer: body, start: 0, end: body.length };
}

function decodeHeaders(cursor: RecordCursor): DecodedHeader[] {
  const headers: DecodedHeader[] = [];
  if (cursor.headerCount === 0) return headers;
  const end = cursor.offset;
  cursor.offset = cursor.headersStart;
  while (headers.length < cursor.headerCount) {
    const keyLength = cursor.readVarint();
    const key = cursor.buffer.subarray(cursor.offset, cursor.offset + keyLength);
    cursor.offset += keyLength;
    const valueLength = cursor.readVarint();
    const value = cursor.field(cursor.offset, valueLength);
    cursor.offset += Math.max(0, valueLength);
    headers.push({ key, value });
  }
  cursor.offset = end;
  return headers;
}

/**
 * The records of the batch at `at`, control records included. Throws CodecError (when iterated) for anything the batch's
 * header and body disagree on; the CRC is the caller's to check.
 */
export function* decodeBatch(
  buffer: Buffer,
  at: number,
  options: { decompressedBytesMax?: number } = {},
): Generator<DecodedRecord> {
  const body = recordsOfBatch(buffer, at, options.decompressedBytesMax ?? decompressedBytesMaxDefault);
  const baseOffset = batchHeader.baseOffset(buffer, at);
  const baseTimestamp = buffer.readBigInt64BE(at + 27);
  const appendTime = batchHeader.isLogAppendTime(buffer, at) ? buffer.readBigInt64BE(at + 35) : undefined;
  const recordCount = batchHeader.recordCount(buffer, at);
  if (recordCount < 0) throw new CodecError(`batch of ${recordCount} records`, at);
  const cursor = new RecordCursor(body.buffer, body.start, body.end);
  for (let index = 0; index < recordCount; index += 1) {
    cursor.next();
    yield {
      offset: baseOffset + cursor.offsetDelta,
      timestamp: appendTime ?? baseTimestamp + (cursor.timestampDeltaExact ?? BigInt(cursor.timestampDelta)),
      key: cursor.field(cursor.keyStart, cursor.keyLength),
      value: cursor.field(cursor.valueStart, cursor.valueLength),
      headers: decodeHeaders(cursor),
      sizeBytes: cursor.offset - cursor.start,
    };
  }
  if (!cursor.atEnd) throw new CodecError(`bytes after the batch's ${recordCount} records`, cursor.offset);
}
