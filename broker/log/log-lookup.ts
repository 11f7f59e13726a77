import { batchHeader } from '../protocol/records/batch-header';
import { decodeBatch } from '../protocol/records/decode-batch';
import { lookupChunkBytes, scanBatches } from './batch-scan';
import type { LogSegment } from './log-segment';

/** A record's offset and timestamp. */
export interface TimedOffset {
  readonly offset: number;
  readonly timestampMs: number;
}

/** The first record at or after `startOffset` whose timestamp is at or after `timestampMs`. */
export async function findByTimestamp(
  segments: readonly LogSegment[],
  timestampMs: number,
  startOffset: number,
): Promise<TimedOffset | undefined> {
  for (const segment of segments) {
    const { times } = await segment.indexes();
    if (segment.maxTimestampMs < timestampMs) continue;
    const fromOffset = Math.max(times.lookup(timestampMs), startOffset);
    const found = await findRecord(segment, fromOffset, timestampMs, startOffset);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first record that has the largest timestamp of the log. */
export async function findMaxTimestamp(segments: readonly LogSegment[], startOffset: number): Promise<TimedOffset | undefined> {
  let best: LogSegment | undefined;
  for (const segment of segments) {
    await segment.indexes();
    if (segment.maxTimestampMs > (best?.maxTimestampMs ?? -1)) best = segment;
  }
  if (best === undefined) return undefined;
  const found = await findRecord(best, Math.max(best.maxTimestampOffset, startOffset), best.maxTimestampMs, startOffset);
  // What had the largest timestamp may lie before the log's start: then look at every batch that is left.
  return found ?? findMaxByScan(segments, startOffset);
}

async function findRecord(
  segment: LogSegment,
  fromOffset: number,
  timestampMs: number,
  startOffset: number,
): Promise<TimedOffset | undefined> {
  const { position } = await segment.positionOf(fromOffset);
  let found: TimedOffset | undefined;
  const visit = (buffer: Buffer, at: number): true | string => {
    if (batchHeader.maxTimestamp(buffer, at) < timestampMs) return true;
    found = firstRecordSince(buffer, at, timestampMs, startOffset);
    return found === undefined ? true : 'found';
  };
  await scanBatches(segment.file, position, segment.sizeBytes, visit, lookupChunkBytes);
  return found;
}

function firstRecordSince(buffer: Buffer, at: number, timestampMs: number, startOffset: number): TimedOffset | undefined {
  for (const record of decodeBatch(buffer, at)) {
    const recordTimestampMs = Number(record.timestamp);
    if (recordTimestampMs >= timestampMs && record.offset >= startOffset) {
      return { offset: record.offset, timestampMs: recordTimestampMs };
    }
  }
  return undefined;
}

async function findMaxByScan(segments: readonly LogSegment[], startOffset: number): Promise<TimedOffset | undefined> {
  let best: TimedOffset | undefined;
  for (const segment of segments) {
    const { position } = await segment.positionOf(startOffset);
    await scanBatches(segment.file, position, segment.sizeBytes, (buffer, at) => {
      if (batchHeader.maxTimestamp(buffer, at) <= (best?.timestampMs ?? -1)) return true;
      for (const record of decodeBatch(buffer, at)) {
        const timestampMs = Number(record.timestamp);
        if (record.offset >= startOffset && timestampMs > (best?.timestampMs ?? -1))
          best = { offset: record.offset, timestampMs };
      }
      return true;
    });
  }
  return best;
}
