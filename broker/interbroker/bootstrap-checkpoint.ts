import type { Address } from '../platform/transport';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import { batchHeader } from '../protocol/records/batch-header';
import { batchesIn } from '../protocol/records/batches';
import {
  kRaftVersionRecord,
  snapshotFooterRecord,
  snapshotHeaderRecord,
  votersRecord,
} from '../protocol/records/control-records';
import { decodeBatch } from '../protocol/records/decode-batch';
import { encodeBatch, type RecordInput } from '../protocol/records/encode-batch';

/** Types of control records, the second half of their key. */
export const controlRecordTypes = {
  leaderChange: 2,
  snapshotHeader: 3,
  snapshotFooter: 4,
  kRaftVersion: 5,
  kRaftVoters: 6,
} as const;

export interface Voter {
  readonly id: number;
  readonly directoryId: Uuid;
  /** Of its internal listener, when that is known. */
  readonly address?: Address | undefined;
}

/** `<end offset, 20 digits>-<epoch, 10 digits>.checkpoint`; the bootstrap checkpoint stands before the first record. */
export const bootstrapCheckpointFile = `${'0'.repeat(20)}-${'0'.repeat(10)}.checkpoint`;

const kRaftVersion = 1;
const endpointName = 'INTERNAL';

export function controlRecord(type: number, value: Buffer, timestampMs: number): RecordInput {
  const key = Buffer.alloc(4);
  key.writeInt16BE(type, 2);
  return { key, value, timestampMs };
}

/**
 * The checkpoint a new metadata log starts from: a control batch with the snapshot header, the KRaft version and the
 * voters, and a control batch with the footer. All timestamps are 0, as nothing has happened yet.
 */
export function encodeBootstrapCheckpoint(voters: readonly Voter[]): Buffer {
  const header = snapshotHeaderRecord.encode(0, { version: 0, lastContainedLogTimestamp: 0 });
  const version = kRaftVersionRecord.encode(0, { version: 0, kRaftVersion });
  const voterSet = votersRecord.encode(0, {
    version: 0,
    voters: voters.map(({ id, directoryId, address }) => ({
      voterId: id,
      voterDirectoryId: directoryId,
      endpoints: address === undefined ? [] : [{ name: endpointName, ...address }],
      kRaftVersionFeature: { minSupportedVersion: 0, maxSupportedVersion: kRaftVersion },
    })),
  });
  const opening = [
    controlRecord(controlRecordTypes.snapshotHeader, header, 0),
    controlRecord(controlRecordTypes.kRaftVersion, version, 0),
    controlRecord(controlRecordTypes.kRaftVoters, voterSet, 0),
  ];
  const footer = controlRecord(controlRecordTypes.snapshotFooter, snapshotFooterRecord.encode(0, { version: 0 }), 0);
  return Buffer.concat([
    encodeBatch(opening, { baseOffset: 0, partitionLeaderEpoch: 0, isControl: true }),
    encodeBatch([footer], { baseOffset: opening.length, partitionLeaderEpoch: 0, isControl: true }),
  ]);
}

/** The voters a checkpoint names; empty when it is not whole. Throws CodecError on bytes that are no batches. */
export function votersOfCheckpoint(checkpoint: Buffer): Voter[] {
  let voters: Voter[] = [];
  let isWhole = false;
  for (const { at } of batchesIn(checkpoint)) {
    if (!batchHeader.isControl(checkpoint, at) || batchHeader.computeCrc(checkpoint, at) !== batchHeader.crc(checkpoint, at))
      continue;
    for (const { key, value } of decodeBatch(checkpoint, at)) {
      const type = key?.readInt16BE(2);
      if (type === controlRecordTypes.snapshotFooter) isWhole = true;
      if (type !== controlRecordTypes.kRaftVoters || value === null) continue;
      voters = votersRecord
        .decode(value, 0)
        .voters.map(({ voterId, voterDirectoryId }) => ({ id: voterId, directoryId: voterDirectoryId }));
    }
  }
  return isWhole ? voters.filter(({ directoryId }) => directoryId !== zeroUuid) : [];
}
