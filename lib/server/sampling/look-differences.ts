import type { ClusterEvent } from '@/lib/contracts/event';
import type { PartitionMetadata, TopicMetadata } from '../kafka/cluster-metadata';
import { movingKey, sameBrokers, type ClusterLook } from './cluster-look';

type WithoutMoment<Event> = Event extends ClusterEvent ? Omit<Event, 'id' | 'atMs' | 'withinMs'> : never;

/** What happened, without when. */
export type ClusterFact = WithoutMoment<ClusterEvent>;

type Ref = { topic: string; partition: number; leaderEpoch?: number };

/** Events name the first of what they are about. */
const namedMax = 20;
/** Changes of one kind that touch more topics than this are told in one sentence. */
const topicsApartMax = 8;

/** What must have happened between two looks. Changes that were undone in between are not seen. */
export function lookDifferences(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  return [
    ...brokerFacts(before, now),
    ...controllerFacts(before, now),
    ...topicFacts(before, now),
    ...partitionFacts(before, now),
    ...movingFacts(before, now),
    ...configFacts(before, now),
    ...groupFacts(before, now),
  ];
}

function brokerFacts(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  const was = before.metadata.brokers;
  const is = now.metadata.brokers;
  const gone = [...was.keys()].filter((broker) => !is.has(broker));
  const come = [...is.keys()].filter((broker) => !was.has(broker));
  return [
    ...gone.map((broker): ClusterFact => ({ kind: 'broker-fenced', broker, afterMs: null })),
    ...come.map((broker): ClusterFact => ({ kind: 'broker-unfenced', broker })),
  ];
}

function controllerFacts(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  if (before.quorum === null || now.quorum === null) return [];
  const [from, to] = [before.quorum.leaderId, now.quorum.leaderId];
  return from === to ? [] : [{ kind: 'controller-changed', from, to, afterMs: null }];
}

function topicFacts(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  const facts: ClusterFact[] = [];
  const isSame = (topic: TopicMetadata, other: TopicMetadata | undefined): boolean => other?.id === topic.id;
  const created = [...now.metadata.topics.values()].filter((topic) => !isSame(topic, before.metadata.topics.get(topic.name)));
  const deleted = [...before.metadata.topics.values()].filter((topic) => !isSame(topic, now.metadata.topics.get(topic.name)));
  if (deleted.length > 0) {
    facts.push({
      kind: 'topic-deleted',
      count: deleted.length,
      topics: deleted.slice(0, namedMax).map(({ name }) => ({ name })),
    });
  }
  if (created.length > 0) {
    facts.push({
      kind: 'topic-created',
      count: created.length,
      topics: created.slice(0, namedMax).map(({ name, partitions }) => ({
        name,
        partitions: partitions.length,
        replicationFactor: partitions[0]?.replicas.length ?? 0,
      })),
    });
  }
  for (const topic of now.metadata.topics.values()) {
    const known = before.metadata.topics.get(topic.name);
    if (known?.id !== topic.id || known.partitions.length >= topic.partitions.length) continue;
    facts.push({ kind: 'partitions-added', topic: topic.name, from: known.partitions.length, to: topic.partitions.length });
  }
  return facts;
}

/** Changes that are alike, and the partitions each is about. */
class Alike<Change> {
  readonly #groups = new Map<string, { readonly change: Change; readonly refs: Ref[] }>();

  add(change: Change, ref: Ref): void {
    const key = JSON.stringify(change);
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { change, refs: [ref] });
    else group.refs.push(ref);
  }

  /** One fact for each topic, or one for all when there are many. */
  facts(factOf: (change: Change, about: { count: number; partitions: Ref[] }) => ClusterFact): ClusterFact[] {
    return [...this.#groups.values()].flatMap(({ change, refs }) => {
      const topics = new Map<string, Ref[]>();
      for (const ref of refs) {
        const ofTopic = topics.get(ref.topic);
        if (ofTopic === undefined) topics.set(ref.topic, [ref]);
        else ofTopic.push(ref);
      }
      const groups = topics.size > topicsApartMax ? [refs] : [...topics.values()];
      return groups.map((group) => factOf(change, { count: group.length, partitions: group.slice(0, namedMax) }));
    });
  }
}

function partitionFacts(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  const leaders = new Alike<{ from: number | null; to: number | null }>();
  const isr = new Alike<{ joined: number[]; left: number[] }>();
  forEachPair(before, now, (topic, was, is) => {
    const ref = { topic, partition: is.partition };
    if (was.leader !== is.leader)
      leaders.add({ from: idOf(was.leader), to: idOf(is.leader) }, { ...ref, leaderEpoch: is.leaderEpoch });
    const joined = is.isr.filter((broker) => !was.isr.includes(broker));
    const left = was.isr.filter((broker) => !is.isr.includes(broker));
    if (joined.length + left.length > 0) isr.add({ joined, left }, ref);
  });
  return [
    ...leaders.facts((change, about) => ({ kind: 'leader-changed', afterMs: null, ...change, ...about })),
    ...isr.facts((change, about) => ({ kind: 'isr-changed', ...change, ...about })),
  ];
}

/** A move is over when nothing moves any more: done when the replicas are other ones than before it began. */
function movingFacts(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  const moves = new Alike<{ phase: 'begun' | 'done' | 'cancelled'; from: number[]; to: number[] }>();
  forEachPair(before, now, (topic, was, is) => {
    const key = movingKey(topic, is.partition);
    const [wasMoving, isMoving] = [before.moving.get(key), now.moving.get(key)];
    const ref = { topic, partition: is.partition };
    if (wasMoving === undefined && isMoving !== undefined) {
      const from = is.replicas.filter((broker) => !isMoving.addingReplicas.includes(broker));
      moves.add({ phase: 'begun', from, to: is.replicas.filter((broker) => !isMoving.removingReplicas.includes(broker)) }, ref);
    } else if (wasMoving !== undefined && isMoving === undefined) {
      const from = was.replicas.filter((broker) => !wasMoving.addingReplicas.includes(broker));
      const isBack = sameBrokers([...from].sort(), [...is.replicas].sort());
      moves.add({ phase: isBack ? 'cancelled' : 'done', from, to: [...is.replicas] }, ref);
    } else if (isMoving === undefined && !sameBrokers(was.replicas, is.replicas)) {
      moves.add({ phase: 'done', from: [...was.replicas], to: [...is.replicas] }, ref);
    }
  });
  return moves.facts((change, about) => ({ kind: 'partitions-reassigned', ...change, ...about }));
}

function configFacts(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  if (before.configs === undefined || now.configs === undefined || before.configs === now.configs) return [];
  const facts: ClusterFact[] = [];
  for (const [topic, values] of now.configs) {
    const known = before.configs.get(topic);
    if (known === undefined) continue;
    const changes = [...new Set([...known.keys(), ...values.keys()])]
      .filter((name) => known.get(name) !== values.get(name))
      .map((name) => ({ name, from: known.get(name) ?? null, to: values.get(name) ?? null }));
    if (changes.length > 0)
      facts.push({ kind: 'config-changed', resource: { type: 'topic', name: topic }, changes: changes.slice(0, namedMax) });
  }
  return facts;
}

function groupFacts(before: ClusterLook, now: ClusterLook): ClusterFact[] {
  if (before.groups === undefined || now.groups === undefined || before.groups === now.groups) return [];
  const facts: ClusterFact[] = [];
  for (const [group, { members, key }] of now.groups) {
    const known = before.groups.get(group);
    if (known === undefined ? members === 0 : known.key === key) continue;
    facts.push({ kind: 'group-rebalanced', group, members, generation: null });
  }
  return facts;
}

/** Each partition that both looks saw, of the same topic. */
function forEachPair(
  before: ClusterLook,
  now: ClusterLook,
  visit: (topic: string, was: PartitionMetadata, is: PartitionMetadata) => void,
): void {
  for (const topic of now.metadata.topics.values()) {
    const known = before.metadata.topics.get(topic.name);
    if (known?.id !== topic.id) continue;
    for (const is of topic.partitions) {
      const was = known.partitions[is.partition];
      if (was?.partition === is.partition) visit(topic.name, was, is);
    }
  }
}

function idOf(leader: number): number | null {
  return leader < 0 ? null : leader;
}
