import { KafkaError } from '../../protocol/kafka-error';
import { batchHeader } from '../../protocol/records/batch-header';
import { batchesIn } from '../../protocol/records/batches';
import type { EpochStart, FetchedRecords } from '../../raft/raft-message';
import type { VotersAt } from '../../raft/voter-history';
import { readControlRecords } from './control-records';

/** Facts about batches of the metadata log, read batch by batch in the order of their offsets. */
export class BatchFacts {
  readonly epochs: EpochStart[];
  readonly voters: VotersAt[] = [];

  constructor(epochsBefore: readonly EpochStart[] = []) {
    this.epochs = [...epochsBefore];
  }

  note(buffer: Buffer, at: number): void {
    const epoch = batchHeader.partitionLeaderEpoch(buffer, at);
    if (epoch > (this.epochs.at(-1)?.epoch ?? -1)) this.epochs.push({ epoch, startOffset: batchHeader.baseOffset(buffer, at) });
    const { voters } = readControlRecords(buffer, at);
    if (voters !== undefined) this.voters.push(voters);
  }
}

export interface FetchedBatches {
  readonly records: Buffer;
  readonly facts: FetchedRecords;
}

/**
 * The whole batches that a leader of `epoch` sent for `startOffset`, checked: nothing of them may be damaged, missing or
 * of another order. Throws a KafkaError or a CodecError. Undefined when there is none.
 */
export function checkFetchedBatches(records: Buffer, startOffset: number, epoch: number): FetchedBatches | undefined {
  const facts = new BatchFacts();
  let nextOffset = startOffset;
  let sizeBytes = 0;
  let lastEpoch = 0;
  for (const { at, sizeBytes: batchBytes } of batchesIn(records)) {
    const baseOffset = batchHeader.baseOffset(records, at);
    const batchEpoch = batchHeader.partitionLeaderEpoch(records, at);
    if (batchHeader.computeCrc(records, at) !== batchHeader.crc(records, at)) refuse(`the batch at ${nextOffset} is damaged`);
    if (baseOffset !== nextOffset) refuse(`a batch begins at ${baseOffset} where ${nextOffset} comes`);
    if (batchHeader.lastOffsetDelta(records, at) < 0) refuse(`the batch at ${nextOffset} ends before it begins`);
    if (batchEpoch < lastEpoch || batchEpoch > epoch) refuse(`the batch at ${nextOffset} has epoch ${batchEpoch}`);
    facts.note(records, at);
    lastEpoch = batchEpoch;
    nextOffset = batchHeader.lastOffset(records, at) + 1;
    sizeBytes = at + batchBytes;
  }
  if (sizeBytes === 0) return undefined;
  const { epochs, voters } = facts;
  return { records: records.subarray(0, sizeBytes), facts: { startOffset, endOffset: nextOffset, epochs, voters } };
}

function refuse(what: string): never {
  throw new KafkaError('CORRUPT_MESSAGE', `In the metadata that the leader sent, ${what}.`);
}
