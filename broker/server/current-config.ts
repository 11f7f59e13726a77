import type { BrokerConfig } from '../config/broker-config';
import { topicConfigValues } from '../config/topic-config-values';
import type { MetadataDelta } from '../metadata/metadata-delta';
import type { MetadataImage } from '../metadata/metadata-image';

/** The broker's properties as they are now: those it was started with, under those that the metadata sets. */
export class CurrentConfig {
  readonly #started: BrokerConfig;
  #broker: BrokerConfig;
  #image: MetadataImage | undefined;
  readonly #minInsyncReplicas = new Map<string, number>();

  constructor(started: BrokerConfig) {
    this.#started = started;
    this.#broker = started;
  }

  get broker(): BrokerConfig {
    return this.#broker;
  }

  applyMetadata(image: MetadataImage, delta: MetadataDelta): void {
    this.#image = image;
    if (delta.changedConfigs.length === 0 && delta.deletedTopics.length === 0) return;
    this.#minInsyncReplicas.clear();
    if (!delta.changedConfigs.some(({ type }) => type === 'broker')) return;
    const name = String(this.#started.values['node.id']);
    this.#broker = this.#started.withDynamic(
      image.configs({ type: 'broker', name: '' }),
      image.configs({ type: 'broker', name }),
    );
  }

  /** What is set for the topic itself. */
  topicOverrides(topic: string): ReadonlyMap<string, string> {
    return this.#image?.configs({ type: 'topic', name: topic }) ?? new Map<string, string>();
  }

  /** `min.insync.replicas` of the topic: asked for by every write, so it is kept until some property changes. */
  minInsyncReplicas(topic: string): number {
    const known = this.#minInsyncReplicas.get(topic);
    if (known !== undefined) return known;
    const value = topicConfigValues(this.#broker, this.topicOverrides(topic))['min.insync.replicas'];
    this.#minInsyncReplicas.set(topic, value);
    return value;
  }
}
