import { batchHeader } from '../../protocol/records/batch-header';
import {
  kRaftVersionRecord,
  leaderChangeMessage,
  snapshotFooterRecord,
  snapshotHeaderRecord,
  votersRecord,
} from '../../protocol/records/control-records';
import { decodeBatch } from '../../protocol/records/decode-batch';
import type { RecordInput } from '../../protocol/records/encode-batch';
import { VoterSet, type Voter } from '../../raft/voter-set';

/** Types of control records, the second half of their key. */
const controlRecordTypes = {
  leaderChange: 2,
  snapshotHeader: 3,
  snapshotFooter: 4,
  kRaftVersion: 5,
  kRaftVoters: 6,
} as const;

/** The version of KRaft that knows directory ids and changes of voters (KIP-853). */
export const kRaftVersion = 1;

/** A control record's key is its version, 0, and its type, both i16. */
function controlRecord(type: number, value: Buffer, timestampMs: number): RecordInput {
  const key = Buffer.alloc(4);
  key.writeInt16BE(type, 2);
  return { key, value, timestampMs };
}

export function snapshotHeader(lastContainedLogTimestamp: number, timestampMs: number): RecordInput {
  const value = snapshotHeaderRecord.encode(0, { version: 0, lastContainedLogTimestamp });
  return controlRecord(controlRecordTypes.snapshotHeader, value, timestampMs);
}

export function snapshotFooter(timestampMs: number): RecordInput {
  return controlRecord(controlRecordTypes.snapshotFooter, snapshotFooterRecord.encode(0, { version: 0 }), timestampMs);
}

interface LeaderChange {
  readonly leaderId: number;
  readonly voterIds: readonly number[];
  readonly grantingVoterIds: readonly number[];
}

/** Kafka's tools read this record as version 0, whatever it says of itself. */
export function leaderChange({ leaderId, voterIds, grantingVoterIds }: LeaderChange, timestampMs: number): RecordInput {
  const voters = voterIds.map((voterId) => ({ voterId }));
  const grantingVoters = grantingVoterIds.map((voterId) => ({ voterId }));
  const value = leaderChangeMessage.encode(0, { version: 0, leaderId, voters, grantingVoters });
  return controlRecord(controlRecordTypes.leaderChange, value, timestampMs);
}

export function kRaftVersionControl(timestampMs: number): RecordInput {
  const value = kRaftVersionRecord.encode(0, { version: 0, kRaftVersion });
  return controlRecord(controlRecordTypes.kRaftVersion, value, timestampMs);
}

export function kRaftVoters({ voters }: VoterSet, timestampMs: number): RecordInput {
  const value = votersRecord.encode(0, {
    version: 0,
    voters: voters.map(({ id, directoryId, endpoints }) => ({
      voterId: id,
      voterDirectoryId: directoryId,
      endpoints: endpoints.map(({ name, host, port }) => ({ name, host, port })),
      kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: kRaftVersion },
    })),
  });
  return controlRecord(controlRecordTypes.kRaftVoters, value, timestampMs);
}

export interface ControlRecords {
  /** The last set in the batch, and the record's offset. */
  readonly voters: { readonly offset: number; readonly voters: VoterSet } | undefined;
  readonly isSnapshotHeader: boolean;
  readonly isSnapshotFooter: boolean;
}

const none: ControlRecords = { voters: undefined, isSnapshotHeader: false, isSnapshotFooter: false };

/** What the batch says as a control batch; nothing when it is none. Throws CodecError. */
export function readControlRecords(buffer: Buffer, at: number): ControlRecords {
  if (!batchHeader.isControl(buffer, at)) return none;
  let found = none;
  for (const { key, value, offset } of decodeBatch(buffer, at)) {
    const type = key !== null && key.length >= 4 ? key.readInt16BE(2) : -1;
    if (type === controlRecordTypes.snapshotHeader) found = { ...found, isSnapshotHeader: true };
    if (type === controlRecordTypes.snapshotFooter) found = { ...found, isSnapshotFooter: true };
    if (type === controlRecordTypes.kRaftVoters && value !== null)
      found = { ...found, voters: { offset, voters: votersIn(value) } };
  }
  return found;
}

function votersIn(value: Buffer): VoterSet {
  const { voters } = votersRecord.decode(value, 0);
  return new VoterSet(
    voters.map(({ voterId, voterDirectoryId, endpoints }): Voter => ({ id: voterId, directoryId: voterDirectoryId, endpoints })),
  );
}
