import type { KeyValue, PartitionLoader, PartitionWriter } from '../coordinator/runtime/partition-writer';
import type { Clock } from '../platform/clock';
import { batchHeader } from '../protocol/records/batch-header';
import { batchesIn } from '../protocol/records/batches';
import { encodeBatch } from '../protocol/records/encode-batch';
import type { TopicPartition } from '../protocol/topic-partition';
import type { ReplicaManager } from '../replication/replica-manager';

const readBytesMax = 1024 * 1024;

interface CoordinatorLogOptions {
  readonly replicaManager: ReplicaManager;
  readonly clock: Clock;
  /** `offsets.commit.timeout.ms`: how long a write may wait for the other replicas. */
  readonly commitTimeoutMs: number;
}

/** The log of a coordinator's partition: a partition like any other, written with acks=all. */
export class CoordinatorLog implements PartitionWriter, PartitionLoader {
  readonly #options: CoordinatorLogOptions;

  constructor(options: CoordinatorLogOptions) {
    this.#options = options;
  }

  async append(topicPartition: TopicPartition, records: readonly KeyValue[]): Promise<{ lastOffset: number }> {
    const { replicaManager, clock, commitTimeoutMs } = this.#options;
    const timestampMs = clock.nowMs();
    const batch = encodeBatch(
      records.map(({ key, value }) => ({ key, value, timestampMs })),
      {},
    );
    const outcome = await replicaManager.append(topicPartition, batch, {
      requiredAcks: -1,
      timeoutMs: commitTimeoutMs,
      origin: 'coordinator',
    });
    if ('error' in outcome) throw outcome.error;
    return { lastOffset: outcome.info.lastOffset };
  }

  /**
   * Up to the end that the log had when reading began: the leader is the only one who writes, and it is not writing yet.
   * Ends when all of that is committed, as what a new leader finds in its log may not be.
   */
  async *read(topicPartition: TopicPartition): AsyncGenerator<Buffer> {
    const { replicaManager } = this.#options;
    const partition = replicaManager.leader(topicPartition);
    const { log, leaderEpoch } = partition;
    const end = log.logEndOffset;
    let startOffset = log.logStartOffset;
    while (startOffset < end) {
      const { records } = await log.read({ startOffset, maxBytes: readBytesMax, maxOffsetExclusive: end, minOneBatch: true });
      const nextOffset = offsetAfter(records);
      if (nextOffset === undefined) break;
      yield records;
      startOffset = nextOffset;
    }
    await replicaManager.whenCommitted(partition, end, leaderEpoch);
  }
}

/** Undefined when there is no batch in it. */
function offsetAfter(records: Buffer): number | undefined {
  let next: number | undefined;
  for (const { at } of batchesIn(records)) next = batchHeader.lastOffset(records, at) + 1;
  return next;
}
