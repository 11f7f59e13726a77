import type { Address } from '../platform/transport';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import { VoterSet } from '../raft/voter-set';
import { decodeSnapshot, encodeSnapshot } from './quorum/snapshot-format';

export interface Voter {
  readonly id: number;
  readonly directoryId: Uuid;
  /** Of its internal listener, when that is known. */
  readonly address?: Address | undefined;
}

/** The checkpoint that a new metadata log starts from: it names the first voters and stands before the first record. */
export const bootstrapCheckpointFile = `${'0'.repeat(20)}-${'0'.repeat(10)}.checkpoint`;

const endpointName = 'INTERNAL';

/** All timestamps are 0, as nothing has happened yet. */
export function encodeBootstrapCheckpoint(voters: readonly Voter[]): Buffer {
  const voterSet = new VoterSet(
    voters.map(({ id, directoryId, address }) => ({
      id,
      directoryId,
      endpoints: address === undefined ? [] : [{ name: endpointName, ...address }],
    })),
  );
  return Buffer.concat([...encodeSnapshot({ epoch: 0, voters: voterSet, values: [], timestampMs: 0 })]);
}

/** The voters a checkpoint names; empty when it is not whole. */
export function votersOfCheckpoint(checkpoint: Buffer): Voter[] {
  const voters = decodeSnapshot(checkpoint)?.voters.voters ?? [];
  return voters.filter(({ directoryId }) => directoryId !== zeroUuid).map(({ id, directoryId }) => ({ id, directoryId }));
}
