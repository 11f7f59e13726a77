/**
 * The header of a record batch, magic 2 (KIP-98), read and stamped in place:
 *
 *   0 baseOffset i64 · 8 batchLength i32 (bytes after this field) · 12 partitionLeaderEpoch i32 · 16 magic i8 ·
 *   17 crc u32 (CRC-32C of 21..end) · 21 attributes i16 · 23 lastOffsetDelta i32 · 27 baseTimestamp i64 ·
 *   35 maxTimestamp i64 · 43 producerId i64 · 51 producerEpoch i16 · 53 baseSequence i32 · 57 recordCount i32 · 61 records
 *
 * `at` is where the batch starts in `buffer`. None of these functions checks bounds: a caller has made sure that the
 * header is there.
 */
import { crc32c } from '../primitives/crc32c';

export const batchHeaderBytes = 61;
/** Bytes before those that batchLength counts. */
export const batchLengthOverheadBytes = 12;

const crcFrom = 21;

export const compressionNames = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
export type CompressionName = (typeof compressionNames)[number];

function readInt64(buffer: Buffer, at: number): number {
  const value = buffer.readInt32BE(at) * 0x1_0000_0000 + buffer.readUInt32BE(at + 4);
  if (value > Number.MAX_SAFE_INTEGER) return Number.MAX_SAFE_INTEGER;
  return value < Number.MIN_SAFE_INTEGER ? Number.MIN_SAFE_INTEGER : value;
}

function writeInt64(buffer: Buffer, at: number, value: number): void {
  const high = Math.floor(value / 0x1_0000_0000);
  buffer.writeInt32BE(high, at);
  buffer.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
}

export const batchHeader = {
  baseOffset: (buffer: Buffer, at: number): number => readInt64(buffer, at),
  /** Size of the whole batch in bytes, from its length field. */
  sizeBytes: (buffer: Buffer, at: number): number => buffer.readInt32BE(at + 8) + batchLengthOverheadBytes,
  partitionLeaderEpoch: (buffer: Buffer, at: number): number => buffer.readInt32BE(at + 12),
  magic: (buffer: Buffer, at: number): number => buffer.readInt8(at + 16),
  crc: (buffer: Buffer, at: number): number => buffer.readUInt32BE(at + 17),
  attributes: (buffer: Buffer, at: number): number => buffer.readInt16BE(at + 21),
  lastOffsetDelta: (buffer: Buffer, at: number): number => buffer.readInt32BE(at + 23),
  lastOffset: (buffer: Buffer, at: number): number => readInt64(buffer, at) + buffer.readInt32BE(at + 23),
  /** Clamped to the safe range; compare, do not compute, beyond it. */
  baseTimestamp: (buffer: Buffer, at: number): number => readInt64(buffer, at + 27),
  maxTimestamp: (buffer: Buffer, at: number): number => readInt64(buffer, at + 35),
  producerId: (buffer: Buffer, at: number): number => readInt64(buffer, at + 43),
  producerEpoch: (buffer: Buffer, at: number): number => buffer.readInt16BE(at + 51),
  baseSequence: (buffer: Buffer, at: number): number => buffer.readInt32BE(at + 53),
  recordCount: (buffer: Buffer, at: number): number => buffer.readInt32BE(at + 57),
  /** Undefined for a codec number that does not exist. */
  compression: (buffer: Buffer, at: number): CompressionName | undefined => compressionNames[buffer.readInt16BE(at + 21) & 0x07],
  isLogAppendTime: (buffer: Buffer, at: number): boolean => (buffer.readInt16BE(at + 21) & 0x08) !== 0,
  isTransactional: (buffer: Buffer, at: number): boolean => (buffer.readInt16BE(at + 21) & 0x10) !== 0,
  isControl: (buffer: Buffer, at: number): boolean => (buffer.readInt16BE(at + 21) & 0x20) !== 0,

  /** Outside the CRC: nothing is rehashed. */
  setBaseOffset: (buffer: Buffer, at: number, offset: number): void => {
    writeInt64(buffer, at, offset);
  },
  /** Outside the CRC: nothing is rehashed. */
  setPartitionLeaderEpoch: (buffer: Buffer, at: number, epoch: number): void => {
    buffer.writeInt32BE(epoch, at + 12);
  },
  /** Marks the batch LogAppendTime with this timestamp; the CRC must be set again. */
  setLogAppendTime: (buffer: Buffer, at: number, timestampMs: number): void => {
    buffer.writeInt16BE(buffer.readInt16BE(at + 21) | 0x08, at + 21);
    writeInt64(buffer, at + 35, timestampMs);
  },

  /** The CRC must be set again. */
  setMaxTimestamp: (buffer: Buffer, at: number, timestampMs: number): void => {
    writeInt64(buffer, at + 35, timestampMs);
  },

  computeCrc: (buffer: Buffer, at: number): number =>
    crc32c(buffer.subarray(at + crcFrom, at + batchHeader.sizeBytes(buffer, at))),
  setCrc: (buffer: Buffer, at: number): void => {
    buffer.writeUInt32BE(batchHeader.computeCrc(buffer, at), at + 17);
  },
};
