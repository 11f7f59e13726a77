import type { ClusterEvent, ClusterEventKind } from '@/lib/contracts/event';

export type EventFilter = 'all' | 'brokers' | 'leaders' | 'isr' | 'topics' | 'configs' | 'groups';
export const eventFilters: readonly EventFilter[] = ['all', 'brokers', 'leaders', 'isr', 'topics', 'configs', 'groups'];

interface Looks {
  readonly filter: Exclude<EventFilter, 'all'>;
  /** A mark of its own, never one of the signs of replicas. */
  readonly mark: string;
  readonly tone: 'plain' | 'live' | 'warn' | 'bad';
}

const looks: Record<ClusterEventKind, Looks> = {
  'broker-up': { filter: 'brokers', mark: '↑', tone: 'live' },
  'broker-down': { filter: 'brokers', mark: '×', tone: 'bad' },
  'broker-restarting': { filter: 'brokers', mark: '↻', tone: 'warn' },
  'broker-frozen': { filter: 'brokers', mark: '‖', tone: 'warn' },
  'broker-thawed': { filter: 'brokers', mark: '▸', tone: 'live' },
  'broker-wiped': { filter: 'brokers', mark: '∅', tone: 'warn' },
  'broker-fenced': { filter: 'brokers', mark: '×', tone: 'bad' },
  'broker-unfenced': { filter: 'brokers', mark: '✓', tone: 'live' },
  'broker-registered': { filter: 'brokers', mark: '+', tone: 'plain' },
  'broker-unregistered': { filter: 'brokers', mark: '−', tone: 'plain' },
  'controller-changed': { filter: 'leaders', mark: '★', tone: 'plain' },
  'leader-changed': { filter: 'leaders', mark: '→', tone: 'plain' },
  'isr-changed': { filter: 'isr', mark: '−', tone: 'plain' },
  'partitions-reassigned': { filter: 'topics', mark: '⇄', tone: 'plain' },
  'topic-created': { filter: 'topics', mark: '+', tone: 'plain' },
  'topic-deleted': { filter: 'topics', mark: '−', tone: 'plain' },
  'partitions-added': { filter: 'topics', mark: '+', tone: 'plain' },
  'config-changed': { filter: 'configs', mark: '=', tone: 'plain' },
  'group-rebalanced': { filter: 'groups', mark: '⇄', tone: 'plain' },
};

export function eventLooks(event: ClusterEvent): Looks {
  const known = looks[event.kind];
  if (event.kind === 'isr-changed' && event.left.length === 0) return { ...known, mark: '+' };
  if (event.kind === 'leader-changed' && event.to === null) return { ...known, mark: '×', tone: 'bad' };
  if (event.kind === 'controller-changed' && event.to === null) return { ...known, mark: '×', tone: 'bad' };
  if (event.kind === 'broker-down' && event.asked !== null && event.asked !== 'kill') return { ...known, tone: 'plain' };
  return known;
}

export function filterEvents(events: readonly ClusterEvent[], filter: EventFilter): readonly ClusterEvent[] {
  return filter === 'all' ? events : events.filter((event) => looks[event.kind].filter === filter);
}

/** Whether an event is about the topic, or about brokers, which every topic depends on. */
export function concernsTopic(event: ClusterEvent, topic: string): boolean {
  switch (event.kind) {
    case 'leader-changed':
    case 'isr-changed':
    case 'partitions-reassigned':
      return (
        event.partitions.some((partition) => partition.topic === topic) ||
        (event.count > event.partitions.length && oneTopic(event.partitions) === undefined)
      );
    case 'topic-created':
    case 'topic-deleted':
      return event.topics.some(({ name }) => name === topic);
    case 'partitions-added':
      return event.topic === topic;
    case 'config-changed':
      return event.resource.type === 'broker' || event.resource.name === topic;
    case 'group-rebalanced':
      return false;
    default:
      return true;
  }
}

/** How long it took to happen, and since what. */
export function eventDuration(
  event: ClusterEvent,
): { readonly ms: number; readonly since: 'start' | 'frozen' | 'since' | 'gone' } | null {
  switch (event.kind) {
    case 'broker-up':
      return event.afterMs === null ? null : { ms: event.afterMs, since: 'start' };
    case 'broker-thawed':
      return event.afterMs === null ? null : { ms: event.afterMs, since: 'frozen' };
    case 'leader-changed':
      return event.afterMs === null ? null : { ms: event.afterMs, since: 'since' };
    case 'broker-fenced':
    case 'controller-changed':
      return event.afterMs === null ? null : { ms: event.afterMs, since: 'gone' };
    default:
      return null;
  }
}

/** The topic that all named partitions are of; undefined when they are of several. */
export function oneTopic(partitions: readonly { readonly topic: string }[]): string | undefined {
  const [first] = partitions;
  return first !== undefined && partitions.every(({ topic }) => topic === first.topic) ? first.topic : undefined;
}
