import type { BrokerConfig } from '../config/broker-config';
import { topicConfigValues } from '../config/topic-config-values';
import type { MetadataDelta } from '../metadata/metadata-delta';
import type { MetadataImage } from '../metadata/metadata-image';
import type { TopicPartition } from '../protocol/topic-partition';
import type { ReplicationConfig, ThrottledSide } from '../replication/replication-config';
import { replicationConfigOf } from './replication-config-of';

/** What writes and fetches ask of a topic's config every time. */
interface TopicReplication {
  readonly minInsyncReplicas: number;
  readonly throttled: Readonly<Record<ThrottledSide, readonly string[]>>;
}

/** The broker's properties as they are now: those it was started with, under those that the metadata sets. */
export class CurrentConfig {
  readonly #started: BrokerConfig;
  #broker: BrokerConfig;
  #replication: ReplicationConfig;
  #image: MetadataImage | undefined;
  /** Kept until some property changes. */
  readonly #topics = new Map<string, TopicReplication>();

  constructor(started: BrokerConfig) {
    this.#started = started;
    this.#broker = started;
    this.#replication = replicationConfigOf(started);
  }

  get broker(): BrokerConfig {
    return this.#broker;
  }

  get replication(): ReplicationConfig {
    return this.#replication;
  }

  applyMetadata(image: MetadataImage, delta: MetadataDelta): void {
    this.#image = image;
    if (delta.changedConfigs.length === 0 && delta.deletedTopics.length === 0) return;
    this.#topics.clear();
    if (!delta.changedConfigs.some(({ type }) => type === 'broker')) return;
    const name = String(this.#started.values['node.id']);
    this.#broker = this.#started.withDynamic(
      image.configs({ type: 'broker', name: '' }),
      image.configs({ type: 'broker', name }),
    );
    this.#replication = replicationConfigOf(this.#broker);
  }

  /** What is set for the topic itself. */
  topicOverrides(topic: string): ReadonlyMap<string, string> {
    return this.#image?.configs({ type: 'topic', name: topic }) ?? new Map<string, string>();
  }

  /** `min.insync.replicas` of the topic. */
  minInsyncReplicas(topic: string): number {
    return this.#topic(topic).minInsyncReplicas;
  }

  /** Whether the topic's config lists this broker's replica of the partition as throttled on that side. */
  isThrottled(side: ThrottledSide, { topic, partition }: TopicPartition): boolean {
    const listed = this.#topic(topic).throttled[side];
    return listed.includes('*') || listed.includes(`${partition}:${this.#started.values['node.id']}`);
  }

  #topic(topic: string): TopicReplication {
    const known = this.#topics.get(topic);
    if (known !== undefined) return known;
    const values = topicConfigValues(this.#broker, this.topicOverrides(topic));
    const replication = {
      minInsyncReplicas: values['min.insync.replicas'],
      throttled: {
        leader: values['leader.replication.throttled.replicas'],
        follower: values['follower.replication.throttled.replicas'],
      },
    };
    this.#topics.set(topic, replication);
    return replication;
  }
}
