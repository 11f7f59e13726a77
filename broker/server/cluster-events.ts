import type { MetadataDelta } from '../metadata/metadata-delta';
import type { ConfigResource, MetadataImage, TopicImage } from '../metadata/metadata-image';
import type { LeaderAndEpoch } from '../metadata/metadata-log-listener';
import type { Clock } from '../platform/clock';
import type { ClusterChange, ClusterReport, ConfigChange } from './cluster-change';
import { partitionChanges } from './partition-changes';

/** A resource with more changes than these is shown by the first of them. */
const configChangesMax = 20;

/**
 * Tells what happens in the cluster, as this broker sees it: what its metadata deltas say, who leads the metadata
 * quorum, and which of its groups rebalance. What a broker reads of the past while it starts has been told by others, or
 * is nobody's news any more: to be subscribed to when it has started.
 */
export class ClusterEvents {
  readonly #clock: Clock;
  readonly #listeners: ((report: ClusterReport) => void)[] = [];
  #image: MetadataImage | undefined;
  #leader: LeaderAndEpoch | undefined;

  constructor({ clock }: { clock: Clock }) {
    this.#clock = clock;
  }

  /** Who leads the quorum at this moment is the first that is told. */
  subscribe(listener: (report: ClusterReport) => void): void {
    this.#listeners.push(listener);
    if (this.#leader !== undefined) listener({ atMs: this.#clock.nowMs(), changes: [controllerChange(this.#leader)] });
  }

  /** A listener of the metadata publisher. */
  applyMetadata(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    const before = this.#image;
    this.#image = image;
    if (before !== undefined && this.#listeners.length > 0) {
      this.#tell([
        ...brokerChanges(before, image, delta),
        ...topicChanges(before, delta),
        ...configChanges(before, image, delta),
      ]);
    }
    return Promise.resolve();
  }

  /** Who leads the metadata quorum; elections in which nobody does are passed over. */
  onLeaderChange(leader: LeaderAndEpoch): void {
    if (leader.leaderId < 0) return;
    this.#leader = leader;
    this.#tell([controllerChange(leader)]);
  }

  /** A group this broker coordinates has begun a new generation. */
  onGroupRebalanced(group: string, generation: number, members: number): void {
    const version = this.#clock.nowMs();
    const fact = { kind: 'group-rebalanced', group, generation, members } as const;
    this.#tell([{ subject: `group ${group}`, version, state: `${generation} at ${version}`, fact }]);
  }

  #tell(changes: readonly ClusterChange[]): void {
    if (changes.length === 0) return;
    const report = { atMs: this.#clock.nowMs(), changes };
    for (const listener of this.#listeners) listener(report);
  }
}

function controllerChange({ leaderId, epoch }: LeaderAndEpoch): ClusterChange {
  const fact = { kind: 'controller-changed', to: leaderId, epoch } as const;
  return { subject: 'controller', version: epoch, state: String(leaderId), fact };
}

function brokerChanges(before: MetadataImage, image: MetadataImage, delta: MetadataDelta): ClusterChange[] {
  const version = image.offset;
  return delta.changedBrokers.flatMap((broker): ClusterChange[] => {
    const old = before.brokers.get(broker);
    const now = image.brokers.get(broker);
    const subject = `broker ${broker}`;
    if (now === undefined) {
      const fact = { kind: 'broker-unregistered', broker } as const;
      return old === undefined ? [] : [{ subject, version, state: 'unregistered', fact }];
    }
    const changes: ClusterChange[] = [];
    if (old === undefined) {
      changes.push({ subject, version, state: 'registered', fact: { kind: 'broker-registered', broker } });
    }
    if (now.fenced !== (old?.fenced ?? true)) {
      const kind = now.fenced ? 'broker-fenced' : 'broker-unfenced';
      changes.push({ subject: `fencing of broker ${broker}`, version, state: kind, fact: { kind, broker } });
    }
    return changes;
  });
}

function topicChanges(before: MetadataImage, delta: MetadataDelta): ClusterChange[] {
  const deleted = delta.deletedTopics.map(({ id, name }): ClusterChange => {
    return { subject: `topic ${id}`, version: 1, state: 'deleted', fact: { kind: 'topic-deleted', topic: name } };
  });
  const created = delta.createdTopics.map(({ id, name, partitions }): ClusterChange => {
    const replicationFactor = partitions[0]?.replicas.length ?? 0;
    const fact = { kind: 'topic-created', topic: name, partitions: partitions.length, replicationFactor } as const;
    return { subject: `topic ${id}`, version: 0, state: 'created', fact };
  });
  const grown = new Map<TopicImage, number>();
  const changed = delta.changedPartitions.flatMap(({ topic, partition }) => {
    const partitionsBefore = before.topicsById.get(topic.id)?.partitions ?? [];
    const old = partitionsBefore[partition];
    const now = topic.partitions[partition];
    if (old === undefined) grown.set(topic, partitionsBefore.length);
    return old === undefined || now === undefined ? [] : partitionChanges(topic, partition, old, now);
  });
  const added = [...grown].map(([{ id, name, partitions }, from]): ClusterChange => {
    const to = partitions.length;
    const fact = { kind: 'partitions-added', topic: name, from, to } as const;
    return { subject: `partitions ${id}`, version: to, state: String(to), fact };
  });
  return [...deleted, ...created, ...added, ...changed];
}

function configChanges(before: MetadataImage, image: MetadataImage, delta: MetadataDelta): ClusterChange[] {
  return delta.changedConfigs.flatMap((resource): ClusterChange[] => {
    if (isNewOrGone(before, image, resource)) return [];
    const now = image.configs(resource);
    const changes = differences(before.configs(resource), now);
    if (changes.length === 0) return [];
    const fact = { kind: 'config-changed', resource, changes: changes.slice(0, configChangesMax) } as const;
    const state = JSON.stringify([...now].sort());
    return [{ subject: `config ${resource.type} ${resource.name}`, version: image.offset, state, fact }];
  });
}

/** The settings a topic is created with, and those that go with it, are no change of settings. */
function isNewOrGone(before: MetadataImage, image: MetadataImage, { type, name }: ConfigResource): boolean {
  if (type !== 'topic') return false;
  const id = before.topicsByName.get(name)?.id;
  return id === undefined || image.topicsByName.get(name)?.id !== id;
}

function differences(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): ConfigChange[] {
  return [...new Set([...before.keys(), ...now.keys()])]
    .sort()
    .map((name) => ({ name, from: before.get(name) ?? null, to: now.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}
