/**
 * `<offset>.snapshot`: the producers of a log as they were before that offset, big-endian:
 *
 *   0 version i16 = 1 · 2 crc u32 (CRC-32C of 6..end) · 6 count i32, then per producer 46 bytes:
 *   producerId i64 · producerEpoch i16 · lastSequence i32 · lastOffset i64 · offsetDelta i32 (of the last batch) ·
 *   timestamp i64 · coordinatorEpoch i32 · currentTxnFirstOffset i64
 */
import { crc32c } from '../protocol/primitives/crc32c';
import { sequenceAfter, type ProducerStateEntry } from './producer-state-entry';

const version = 1;
const headerBytes = 10;
const crcFrom = 6;
const entryBytes = 46;
const sequenceCount = 0x8000_0000;

export function encodeProducerSnapshot(entries: readonly ProducerStateEntry[]): Buffer {
  const buffer = Buffer.alloc(headerBytes + entries.length * entryBytes);
  buffer.writeInt16BE(version, 0);
  buffer.writeInt32BE(entries.length, crcFrom);
  entries.forEach((entry, index) => {
    const at = headerBytes + index * entryBytes;
    const last = entry.batches.at(-1);
    buffer.writeBigInt64BE(BigInt(entry.producerId), at);
    buffer.writeInt16BE(entry.producerEpoch, at + 8);
    buffer.writeInt32BE(last?.lastSequence ?? -1, at + 10);
    buffer.writeBigInt64BE(BigInt(last?.lastOffset ?? -1), at + 14);
    buffer.writeInt32BE(last === undefined ? 0 : last.lastOffset - last.firstOffset, at + 22);
    buffer.writeBigInt64BE(BigInt(entry.lastTimestampMs), at + 26);
    buffer.writeInt32BE(entry.coordinatorEpoch, at + 34);
    buffer.writeBigInt64BE(BigInt(entry.currentTxnFirstOffset), at + 38);
  });
  buffer.writeUInt32BE(crc32c(buffer.subarray(crcFrom)), 2);
  return buffer;
}

/** The producers in a file's content; undefined when it is damaged or of another version. */
export function decodeProducerSnapshot(content: Buffer): ProducerStateEntry[] | undefined {
  if (content.length < headerBytes || content.readInt16BE(0) !== version) return undefined;
  if (content.readUInt32BE(2) !== crc32c(content.subarray(crcFrom))) return undefined;
  const count = content.readInt32BE(crcFrom);
  if (count < 0 || content.length !== headerBytes + count * entryBytes) return undefined;
  const entries: ProducerStateEntry[] = [];
  for (let index = 0; index < count; index++) entries.push(decodeEntry(content, headerBytes + index * entryBytes));
  return entries;
}

function decodeEntry(content: Buffer, at: number): ProducerStateEntry {
  const int64 = (offset: number): number => Number(content.readBigInt64BE(at + offset));
  const lastSequence = content.readInt32BE(at + 10);
  const lastOffset = int64(14);
  const offsetDelta = content.readInt32BE(at + 22);
  const lastTimestampMs = int64(26);
  const last = {
    firstSequence: sequenceAfter(lastSequence, sequenceCount - offsetDelta),
    lastSequence,
    firstOffset: lastOffset - offsetDelta,
    lastOffset,
    timestampMs: lastTimestampMs,
  };
  return {
    producerId: int64(0),
    producerEpoch: content.readInt16BE(at + 8),
    batches: lastOffset < 0 || lastSequence < 0 ? [] : [last],
    lastTimestampMs,
    coordinatorEpoch: content.readInt32BE(at + 34),
    currentTxnFirstOffset: int64(38),
  };
}
