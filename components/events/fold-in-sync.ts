import type { ClusterEvent } from '@/lib/contracts/event';

type InSyncEvent = Extract<ClusterEvent, { kind: 'isr-changed' }>;
type Refs = InSyncEvent['partitions'];

/** A broker that comes back is in sync again here and there within a second or so. */
const togetherMs = 1_500;
const refsMax = 20;

interface Open {
  readonly index: number;
  readonly oldestMs: number;
}

const likenessOf = ({ joined, left }: InSyncEvent): string => `${joined.join()} ${left.join()}`;

/**
 * Newest first, with one event for all replicas of a broker that left their in-sync sets, or joined them, at about the
 * same time: told topic by topic they would push what caused it out of sight.
 */
export function foldInSync(events: readonly ClusterEvent[]): readonly ClusterEvent[] {
  const folded: ClusterEvent[] = [];
  const open = new Map<string, Open>();
  for (const event of events) {
    if (event.kind !== 'isr-changed') {
      folded.push(event);
      continue;
    }
    const likeness = likenessOf(event);
    const known = open.get(likeness);
    const into = known === undefined ? undefined : folded[known.index];
    if (known !== undefined && into?.kind === 'isr-changed' && known.oldestMs - event.atMs <= togetherMs) {
      folded[known.index] = { ...into, count: into.count + event.count, partitions: mixed(into.partitions, event.partitions) };
      open.set(likeness, { index: known.index, oldestMs: event.atMs });
    } else {
      open.set(likeness, { index: folded.length, oldestMs: event.atMs });
      folded.push(event);
    }
  }
  return folded;
}

/** The first refs stand for all, so that each topic has to be among them. */
function mixed(refs: Refs, more: Refs): Refs {
  const [first] = more;
  const isNew = first !== undefined && refs.every(({ topic }) => topic !== first.topic);
  return (isNew ? [first, ...refs, ...more.slice(1)] : [...refs, ...more]).slice(0, refsMax);
}
