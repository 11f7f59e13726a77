/**
 * A snapshot of the metadata log, in the format of Kafka's `.checkpoint` files: record batches one after the other.
 *
 *   a control batch    snapshot header (timestamp of the last record in it), KRaft version, KRaft voters
 *   batches of records that make the metadata from nothing
 *   a control batch    snapshot footer: without it the file is not whole
 *
 * Offsets count from 0, every batch has the snapshot's epoch.
 */
import { CodecError } from '../../protocol/primitives/codec-error';
import { batchesIn } from '../../protocol/records/batches';
import { batchHeader } from '../../protocol/records/batch-header';
import { decodeBatch } from '../../protocol/records/decode-batch';
import { encodeBatch, type RecordInput } from '../../protocol/records/encode-batch';
import { VoterSet } from '../../raft/voter-set';
import { kRaftVersionControl, kRaftVoters, readControlRecords, snapshotFooter, snapshotHeader } from './control-records';

const batchBytesMax = 256 * 1024;
const batchRecordsMax = 5000;

interface SnapshotContent {
  readonly epoch: number;
  readonly voters: VoterSet;
  readonly values: Iterable<Buffer>;
  /** Of the last record in it. */
  readonly timestampMs: number;
}

/** The batches of a snapshot, made one by one. */
export function* encodeSnapshot({ epoch, voters, values, timestampMs }: SnapshotContent): Generator<Buffer, undefined> {
  let baseOffset = 0;
  const batchOf = (records: readonly RecordInput[], isControl: boolean): Buffer => {
    const batch = encodeBatch(records, { baseOffset, partitionLeaderEpoch: epoch, isControl });
    baseOffset += records.length;
    return batch;
  };
  const opening = [snapshotHeader(timestampMs, timestampMs), kRaftVersionControl(timestampMs), kRaftVoters(voters, timestampMs)];
  yield batchOf(opening, true);
  let records: RecordInput[] = [];
  let sizeBytes = 0;
  for (const value of values) {
    records.push({ key: null, value, timestampMs });
    sizeBytes += value.length;
    if (sizeBytes < batchBytesMax && records.length < batchRecordsMax) continue;
    yield batchOf(records, false);
    records = [];
    sizeBytes = 0;
  }
  if (records.length > 0) yield batchOf(records, false);
  yield batchOf([snapshotFooter(timestampMs)], true);
  return undefined;
}

export interface DecodedSnapshot {
  readonly voters: VoterSet;
  readonly values: readonly Buffer[];
}

/** Undefined when the bytes are not a whole snapshot. */
export function decodeSnapshot(content: Buffer): DecodedSnapshot | undefined {
  try {
    return readSnapshot(content);
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}

function readSnapshot(content: Buffer): DecodedSnapshot | undefined {
  let voters = VoterSet.empty;
  let isWhole = false;
  let end = 0;
  const values: Buffer[] = [];
  for (const { at, sizeBytes } of batchesIn(content)) {
    if (isWhole || batchHeader.computeCrc(content, at) !== batchHeader.crc(content, at)) return undefined;
    const control = readControlRecords(content, at);
    if (control.isSnapshotHeader !== (at === 0)) return undefined;
    if (control.voters !== undefined) ({ voters } = control.voters);
    isWhole = control.isSnapshotFooter;
    if (!batchHeader.isControl(content, at)) {
      for (const { value } of decodeBatch(content, at)) if (value !== null) values.push(value);
    }
    end = at + sizeBytes;
  }
  return isWhole && end === content.length ? { voters, values } : undefined;
}
