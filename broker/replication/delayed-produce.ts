import { DelayedCondition } from './delayed-condition';
import type { Partition } from './partition';

/** One partition's share of an `acks=all` produce that waits for its replicas. */
export class DelayedProduce extends DelayedCondition {
  constructor(partition: Partition, leaderEpoch: number, requiredOffset: number) {
    super(() => partition.isReplicated(requiredOffset, leaderEpoch), `${partition.name} was not replicated in time.`);
  }
}
