import type { ChangedFact } from '../../server/cluster-change';
import type { MetadataFact, PartitionRef } from './cluster-event';

type OfPartition = Extract<ChangedFact, { partition: number }>;
export type TopicFact = Extract<ChangedFact, { kind: 'topic-created' | 'topic-deleted' }>;

/** A partition's change with the time since what caused it, where that is known. */
export interface PartitionChange {
  readonly fact: OfPartition;
  readonly afterMs: number | null;
}

/** Topics that changed alike are told one by one up to this number, and together past it. */
const topicsApartMax = 8;
const namedMax = 20;

/** What has to be the same in two changes for one event to tell both. */
function likenessOf(fact: OfPartition): string {
  switch (fact.kind) {
    case 'leader-changed':
      return `${fact.kind} ${fact.from ?? ''} ${fact.to ?? ''}`;
    case 'isr-changed':
      return `${fact.kind} ${fact.joined.join()} ${fact.left.join()}`;
    case 'partitions-reassigned':
      return `${fact.kind} ${fact.phase} ${fact.from.join()} ${fact.to.join()}`;
  }
}

type Group<T> = [T, ...T[]];

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Group<T>[] {
  const groups = new Map<string, Group<T>>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function longest(times: readonly (number | null)[]): number | null {
  return times.reduce((most, time) => (time === null ? most : Math.max(most ?? 0, time)), null);
}

/** One event for partitions that changed alike. */
function together(all: Group<PartitionChange>): MetadataFact {
  const partitions = all.slice(0, namedMax).map(({ fact }): PartitionRef => {
    const { topic, partition } = fact;
    return fact.kind === 'leader-changed' ? { topic, partition, leaderEpoch: fact.leaderEpoch } : { topic, partition };
  });
  const count = all.length;
  const { fact } = all[0];
  switch (fact.kind) {
    case 'leader-changed': {
      const { kind, from, to } = fact;
      return { kind, from, to, afterMs: longest(all.map(({ afterMs }) => afterMs)), count, partitions };
    }
    case 'isr-changed': {
      const { kind, joined, left } = fact;
      return { kind, joined, left, count, partitions };
    }
    case 'partitions-reassigned': {
      const { kind, phase, from, to } = fact;
      return { kind, phase, from, to, count, partitions };
    }
  }
}

/** One fact for the partitions of a topic that changed alike; past a few topics, one for all of them. */
export function groupPartitions(changes: readonly PartitionChange[]): MetadataFact[] {
  return groupBy(changes, ({ fact }) => likenessOf(fact)).flatMap((alike) => {
    const byTopic = groupBy(alike, ({ fact }) => fact.topic);
    return (byTopic.length > topicsApartMax ? [alike] : byTopic).map(together);
  });
}

/** One fact for each topic; past a few, one for all that were created and one for all that were deleted. */
export function groupTopics(facts: readonly TopicFact[]): MetadataFact[] {
  return groupBy(facts, ({ kind }) => kind).flatMap((alike) => {
    return (alike.length > topicsApartMax ? [alike] : alike.map((fact) => [fact])).map(topicsTogether);
  });
}

function topicsTogether(facts: readonly TopicFact[]): MetadataFact {
  const count = facts.length;
  const named = facts.slice(0, namedMax);
  const created = named.flatMap((fact) => (fact.kind === 'topic-created' ? [fact] : []));
  if (created.length === 0) return { kind: 'topic-deleted', count, topics: named.map(({ topic }) => ({ name: topic })) };
  const topics = created.map(({ topic, partitions, replicationFactor }) => ({ name: topic, partitions, replicationFactor }));
  return { kind: 'topic-created', count, topics };
}
