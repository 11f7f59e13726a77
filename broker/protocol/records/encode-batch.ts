import { CodecError } from '../primitives/codec-error';
import { Writer } from '../primitives/writer';
import { batchHeader, batchHeaderBytes, batchLengthOverheadBytes, compressionNames, type CompressionName } from './batch-header';
import { compress } from './compression';

export interface RecordInput {
  key: Buffer | null;
  value: Buffer | null;
  /** A key is UTF-8 by the protocol; bytes are written as they are. */
  headers?: readonly { key: string | Buffer; value: Buffer | null }[];
  timestampMs: number;
}

export interface BatchOptions {
  baseOffset?: number;
  compression?: CompressionName;
  partitionLeaderEpoch?: number;
  producerId?: number;
  producerEpoch?: number;
  baseSequence?: number;
  isTransactional?: boolean;
  isControl?: boolean;
  timestampType?: 'CreateTime' | 'LogAppendTime';
}

/** Bytes of a zig-zag varint. */
function varintBytes(value: number): number {
  const raw = ((value << 1) ^ (value >> 31)) >>> 0;
  if (raw < 0x80) return 1;
  if (raw < 0x4000) return 2;
  if (raw < 0x20_0000) return 3;
  return raw < 0x1000_0000 ? 4 : 5;
}

/** Bytes of a zig-zag varlong of a safe integer. */
function varlongBytes(value: number): number {
  if (value >= -0x8000_0000 && value <= 0x7fff_ffff) return varintBytes(value);
  let rest = value >= 0 ? value * 2 : -value * 2 - 1;
  let bytes = 1;
  while (rest >= 0x80) {
    rest = Math.floor(rest / 0x80);
    bytes += 1;
  }
  return bytes;
}

function fieldBytes(value: Buffer | null): number {
  return value === null ? 1 : varintBytes(value.length) + value.length;
}

function recordBodyBytes(record: RecordInput, timestampDelta: number, offsetDelta: number): number {
  const headers = record.headers ?? [];
  let bytes = 1 + varlongBytes(timestampDelta) + varintBytes(offsetDelta);
  bytes += fieldBytes(record.key) + fieldBytes(record.value) + varintBytes(headers.length);
  for (const header of headers) {
    const keyBytes = Buffer.byteLength(header.key);
    bytes += varintBytes(keyBytes) + keyBytes + fieldBytes(header.value);
  }
  return bytes;
}

/** Size a record takes in a batch before compression; for producers that fill batches up to a limit. */
export function recordSizeBytes(record: RecordInput, timestampDelta: number, offsetDelta: number): number {
  const body = recordBodyBytes(record, timestampDelta, offsetDelta);
  return varintBytes(body) + body;
}

function writeField(writer: Writer, value: Buffer | null): void {
  if (value === null) {
    writer.writeVarint(-1);
    return;
  }
  writer.writeVarint(value.length);
  writer.writeBytes(value);
}

function writeRecord(writer: Writer, record: RecordInput, timestampDelta: number, offsetDelta: number): void {
  const headers = record.headers ?? [];
  writer.writeVarint(recordBodyBytes(record, timestampDelta, offsetDelta));
  writer.writeInt8(0);
  if (timestampDelta >= -0x8000_0000 && timestampDelta <= 0x7fff_ffff) writer.writeVarint(timestampDelta);
  else writer.writeBigVarlong(BigInt(timestampDelta));
  writer.writeVarint(offsetDelta);
  writeField(writer, record.key);
  writeField(writer, record.value);
  writer.writeVarint(headers.length);
  for (const header of headers) {
    const keyBytes = Buffer.byteLength(header.key);
    writer.writeVarint(keyBytes);
    if (typeof header.key === 'string') writer.writeText(header.key, keyBytes);
    else writer.writeBytes(header.key);
    writeField(writer, header.value);
  }
}

function attributesOf(options: BatchOptions): number {
  const timestampType = options.timestampType === 'LogAppendTime' ? 0x08 : 0;
  const transactional = options.isTransactional === true ? 0x10 : 0;
  const control = options.isControl === true ? 0x20 : 0;
  return compressionNames.indexOf(options.compression ?? 'none') | timestampType | transactional | control;
}

/** One record batch (magic 2) with its CRC, in one buffer. The records get the offsets 0, 1, 2 … after the base offset. */
export function encodeBatch(records: readonly RecordInput[], options: BatchOptions = {}): Buffer {
  const [first] = records;
  if (first === undefined) throw new CodecError('a batch needs a record', -1);
  const body = new Writer();
  let maxTimestamp = first.timestampMs;
  records.forEach((record, index) => {
    maxTimestamp = Math.max(maxTimestamp, record.timestampMs);
    writeRecord(body, record, record.timestampMs - first.timestampMs, index);
  });
  const compression = options.compression ?? 'none';
  const parts = compression === 'none' ? body.finish() : [compress(compression, body.toBuffer())];
  const bodyBytes = parts.reduce((sum, part) => sum + part.length, 0);

  const header = new Writer(batchHeaderBytes);
  header.writeInt64(options.baseOffset ?? 0);
  header.writeInt32(batchHeaderBytes + bodyBytes - batchLengthOverheadBytes);
  header.writeInt32(options.partitionLeaderEpoch ?? -1);
  header.writeInt8(2);
  header.writeUint32(0);
  header.writeInt16(attributesOf(options));
  header.writeInt32(records.length - 1);
  header.writeInt64(first.timestampMs);
  header.writeInt64(maxTimestamp);
  header.writeInt64(options.producerId ?? -1);
  header.writeInt16(options.producerEpoch ?? -1);
  header.writeInt32(options.baseSequence ?? -1);
  header.writeInt32(records.length);

  const batch = Buffer.concat([...header.finish(), ...parts]);
  batchHeader.setCrc(batch, 0);
  return batch;
}
