import { MinHeap } from './min-heap';
import type { PartitionWalk, WalkItem } from './partition-walk';

export interface WalkLimits {
  /** Rows wanted. */
  count: number;
  /** Asked before each refill and every few records; true ends the walk where it is. */
  isSpent: () => boolean;
}

export interface WalkResult<Value> {
  readonly rows: readonly { partition: number; value: Value }[];
  /** Records looked at. */
  readonly scanned: number;
  readonly budgetSpent: boolean;
  /** The rows hold as much memory as they may: make something smaller of them, then walk on. */
  readonly isFull: boolean;
}

/** What the rows of one walk may hold: a few packed batches can be far larger than what was fetched. */
const heldBytesMax = 64 * 1_048_576;

/** Reads on for partitions that ran dry: each is fed (further than it was), jumped, bounded or blocked when this resolves. */
export type Refill<Value> = (dry: readonly PartitionWalk<Value>[]) => Promise<void>;

const itemsPerBudgetCheck = 512;

interface Head<Value> {
  walk: PartitionWalk<Value>;
  item: WalkItem<Value>;
}

/**
 * Merges partitions by timestamp, then partition, without breaking a partition's order, from the partitions' positions on.
 * All partitions move together, matches or not, so that the positions it stops at cut each partition cleanly in two: the next
 * walk from there, either way, gives every record once.
 */
export async function walk<Value>(
  walks: readonly PartitionWalk<Value>[],
  refill: Refill<Value>,
  limits: WalkLimits,
): Promise<WalkResult<Value>> {
  const rows: { partition: number; value: Value }[] = [];
  const heads = new MinHeap<Head<Value>>(isBefore);
  let scanned = 0;
  let heldBytes = 0;
  let waiting = [...walks];

  const result = (budgetSpent: boolean): WalkResult<Value> => ({ rows, scanned, budgetSpent, isFull: false });

  for (;;) {
    while (waiting.length > 0) {
      const dry = waiting.filter((candidate) => candidate.isDry);
      const unprepared = waiting.filter((candidate) => candidate.isUnprepared);
      for (const candidate of waiting) {
        const item = candidate.peek();
        if (item !== undefined) heads.push({ walk: candidate, item });
      }
      waiting = [...dry, ...unprepared];
      if (waiting.length === 0) break;
      if (limits.isSpent()) return result(true);
      await Promise.all([dry.length === 0 ? undefined : refill(dry), ...unprepared.map((candidate) => candidate.prepare())]);
    }
    const head = heads.pop();
    if (head === undefined) return result(false);
    head.walk.take(head.item);
    scanned += 1;
    if (head.item.value !== undefined) {
      rows.push({ partition: head.walk.partition, value: head.item.value });
      heldBytes += head.walk.hold();
    }
    if (rows.length >= limits.count) {
      settle(walks);
      return result(false);
    }
    if (heldBytes > heldBytesMax) return { ...result(false), isFull: true };
    if (scanned % itemsPerBudgetCheck === 0 && limits.isSpent()) return result(true);
    waiting = [head.walk];
  }
}

/** Lets partitions whose memory holds no further record move over the offsets known to be empty. */
function settle<Value>(walks: readonly PartitionWalk<Value>[]): void {
  for (const candidate of walks) candidate.peek();
}

function isBefore<Value>(a: Head<Value>, b: Head<Value>): boolean {
  const byTime = a.item.timestampMs - b.item.timestampMs;
  const order = byTime === 0 ? a.walk.partition - b.walk.partition : byTime;
  return a.walk.direction === 'forward' ? order < 0 : order > 0;
}
