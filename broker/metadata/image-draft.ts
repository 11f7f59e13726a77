import type { Uuid } from '../protocol/primitives/uuid';
import { brokerAfterChange, brokerFromRegistration } from './broker-records';
import type { MetadataDelta } from './metadata-delta';
import type { BrokerImage, ConfigResource, MetadataImage, PartitionImage, TopicImage } from './metadata-image';
import type { MetadataRecord } from './metadata-record';
import { collisionKey } from './topic-name';
import { partitionAfterChange, partitionFromRecord } from './partition-records';
import { PersistentMap } from './persistent-map';
import { TopicsByName } from './topics-by-name';

/** Kafka's numbers for the resources that have configs in the metadata log. */
export const configResourceTypes = { topic: 2, broker: 4 } as const;

type Configs = ReadonlyMap<string, string>;
const noConfigs: Configs = new Map();

function configKey({ type, name }: ConfigResource): string {
  return `${type}:${name}`;
}

/** The fields of an image; its maps share what did not change with the image before. */
class Image implements MetadataImage {
  readonly offset: number;
  readonly epoch: number;
  readonly clusterId: string;
  readonly topicsByName: TopicsByName;
  readonly topicsById: PersistentMap<Uuid, TopicImage>;
  readonly idsByName: PersistentMap<string, Uuid>;
  readonly brokers: ReadonlyMap<number, BrokerImage>;
  readonly features: ReadonlyMap<string, number>;
  readonly nextProducerId: number;
  readonly configsByResource: PersistentMap<string, Configs>;
  readonly namesByCollisionKey: PersistentMap<string, string>;

  constructor(fields: Omit<Image, 'topicsByName' | 'configs' | 'collidingTopic'>) {
    this.offset = fields.offset;
    this.epoch = fields.epoch;
    this.clusterId = fields.clusterId;
    this.topicsById = fields.topicsById;
    this.idsByName = fields.idsByName;
    this.topicsByName = new TopicsByName(fields.idsByName, fields.topicsById);
    this.brokers = fields.brokers;
    this.features = fields.features;
    this.nextProducerId = fields.nextProducerId;
    this.configsByResource = fields.configsByResource;
    this.namesByCollisionKey = fields.namesByCollisionKey;
  }

  collidingTopic(name: string): string | undefined {
    const key = collisionKey(name);
    return key === undefined ? undefined : this.namesByCollisionKey.get(key);
  }

  configs(resource: ConfigResource): Configs {
    return this.configsByResource.get(configKey(resource)) ?? noConfigs;
  }
}

/** The metadata of a cluster before its first record. */
export function emptyImage(clusterId: string): MetadataImage {
  return new Image({
    offset: -1,
    epoch: 0,
    clusterId,
    topicsById: PersistentMap.empty(),
    idsByName: PersistentMap.empty(),
    brokers: new Map(),
    features: new Map(),
    nextProducerId: 0,
    configsByResource: PersistentMap.empty(),
    namesByCollisionKey: PersistentMap.empty(),
  });
}

/** Everything in the image as if it were new: what the first publication after a start says. */
export function wholeDelta(image: MetadataImage): MetadataDelta {
  const changedConfigs = [...asImage(image).configsByResource.keys()].map((key): ConfigResource => {
    const separator = key.indexOf(':');
    return { type: key.slice(0, separator) === 'topic' ? 'topic' : 'broker', name: key.slice(separator + 1) };
  });
  return {
    createdTopics: [...image.topicsById.values()],
    deletedTopics: [],
    changedPartitions: [],
    changedConfigs,
    changedBrokers: [...image.brokers.keys()],
  };
}

function asImage(image: MetadataImage): Image {
  if (image instanceof Image) return image;
  throw new TypeError('not an image that replay() made');
}

interface TopicDraft {
  readonly name: string;
  readonly id: Uuid;
  readonly partitions: PartitionImage[];
}

/** Collects the changes of one replay over an image: each topic it touches is copied once, not once per record. */
export class ImageDraft {
  readonly #base: Image;
  /** Undefined: removed. */
  readonly #topics = new Map<Uuid, TopicDraft | undefined>();
  readonly #configs = new Map<string, { resource: ConfigResource; values: Map<string, string> }>();
  readonly #changedPartitions = new Map<Uuid, Set<number>>();
  readonly #changedBrokers = new Set<number>();
  #brokers: Map<number, BrokerImage> | undefined;
  #features: Map<string, number> | undefined;
  #nextProducerId: number;

  constructor(base: MetadataImage) {
    this.#base = asImage(base);
    this.#nextProducerId = base.nextProducerId;
  }

  apply(record: MetadataRecord): void {
    switch (record.type) {
      case 'Topic':
        this.#topics.set(record.value.topicId, { name: record.value.name, id: record.value.topicId, partitions: [] });
        return;
      case 'Partition':
        this.#setPartition(record.value.topicId, record.value.partitionId, partitionFromRecord(record.value));
        return;
      case 'PartitionChange': {
        const { topicId, partitionId } = record.value;
        const partition = this.#topic(topicId).partitions[partitionId];
        if (partition === undefined)
          throw new Error(`the metadata log changes partition ${partitionId} of ${topicId}, which it never created`);
        this.#setPartition(topicId, partitionId, partitionAfterChange(partition, record.value));
        return;
      }
      case 'RemoveTopic':
        this.#removeTopic(record.value.topicId);
        return;
      case 'Config':
        this.#setConfig(record.value);
        return;
      case 'FeatureLevel':
        this.#setFeature(record.value.name, record.value.featureLevel);
        return;
      case 'ProducerIds':
        this.#nextProducerId = record.value.nextProducerId;
        return;
      case 'RegisterBroker':
        this.#setBroker(record.value.brokerId, brokerFromRegistration(record.value));
        return;
      case 'UnregisterBroker':
        this.#setBroker(record.value.brokerId, undefined);
        return;
      case 'FenceBroker':
        this.#setBroker(record.value.id, { ...this.#broker(record.value.id), fenced: true });
        return;
      case 'UnfenceBroker':
        this.#setBroker(record.value.id, { ...this.#broker(record.value.id), fenced: false });
        return;
      case 'BrokerRegistrationChange':
        this.#setBroker(record.value.brokerId, brokerAfterChange(this.#broker(record.value.brokerId), record.value));
        return;
      case 'NoOp':
      case 'RegisterController':
        return;
      case 'BeginTransaction':
      case 'EndTransaction':
      case 'AbortTransaction':
        throw new Error('metadata transactions are not written by this controller and cannot be replayed');
    }
  }

  finish(position: { offset: number; epoch: number }): { image: MetadataImage; delta: MetadataDelta } {
    const topics = this.#finishTopics();
    const configs = new Map([...this.#configs].map(([key, { values }]) => [key, values.size === 0 ? undefined : values]));
    const image = new Image({
      ...position,
      clusterId: this.#base.clusterId,
      topicsById: topics.byId,
      idsByName: topics.idsByName,
      brokers: this.#brokers ?? this.#base.brokers,
      features: this.#features ?? this.#base.features,
      nextProducerId: this.#nextProducerId,
      configsByResource: this.#base.configsByResource.with(configs),
      namesByCollisionKey: topics.byCollisionKey,
    });
    const changedConfigs = [...this.#configs.values()].map(({ resource }) => resource);
    return { image, delta: { ...topics.delta, changedConfigs, changedBrokers: [...this.#changedBrokers] } };
  }

  #finishTopics() {
    const byId = new Map<Uuid, TopicImage | undefined>();
    const idsByName = new Map<string, Uuid | undefined>();
    const createdTopics: TopicImage[] = [];
    const deletedTopics: TopicImage[] = [];
    const changedPartitions: { topic: TopicImage; partition: number }[] = [];
    for (const [id, draft] of this.#topics) {
      const before = this.#base.topicsById.get(id);
      if (draft === undefined) {
        if (before === undefined) continue;
        byId.set(id, undefined);
        deletedTopics.push(before);
        idsByName.set(before.name, idsByName.get(before.name));
        continue;
      }
      const topic: TopicImage = { name: draft.name, id, partitions: draft.partitions };
      byId.set(id, topic);
      if (before === undefined) {
        idsByName.set(topic.name, id);
        createdTopics.push(topic);
      } else for (const partition of this.#changedPartitions.get(id) ?? []) changedPartitions.push({ topic, partition });
    }
    const byCollisionKey = new Map<string, string | undefined>();
    for (const [name, id] of idsByName) {
      const key = collisionKey(name);
      if (key !== undefined) byCollisionKey.set(key, id === undefined ? byCollisionKey.get(key) : name);
    }
    return {
      byCollisionKey: this.#base.namesByCollisionKey.with(byCollisionKey),
      byId: this.#base.topicsById.with(byId),
      idsByName: this.#base.idsByName.with(idsByName),
      delta: { createdTopics, deletedTopics, changedPartitions },
    };
  }

  #topic(id: Uuid): TopicDraft {
    const known = this.#topics.get(id);
    if (known !== undefined) return known;
    const before = this.#topics.has(id) ? undefined : this.#base.topicsById.get(id);
    if (before === undefined) throw new Error(`the metadata log speaks of topic ${id}, which it never created`);
    const draft = { name: before.name, id, partitions: before.partitions.slice() };
    this.#topics.set(id, draft);
    return draft;
  }

  #setPartition(topicId: Uuid, partition: number, image: PartitionImage): void {
    const { partitions } = this.#topic(topicId);
    if (partition > partitions.length)
      throw new Error(`the metadata log leaves a hole before partition ${partition} of topic ${topicId}`);
    partitions[partition] = image;
    const changed = this.#changedPartitions.get(topicId) ?? new Set();
    this.#changedPartitions.set(topicId, changed.add(partition));
  }

  #removeTopic(id: Uuid): void {
    const { name } = this.#topic(id);
    this.#topics.set(id, undefined);
    const resource: ConfigResource = { type: 'topic', name };
    if (this.#configs.has(configKey(resource)) || this.#base.configs(resource).size > 0) {
      this.#configs.set(configKey(resource), { resource, values: new Map() });
    }
  }

  #setConfig({
    resourceType,
    resourceName,
    name,
    value,
  }: {
    resourceType: number;
    resourceName: string;
    name: string;
    value: string | null;
  }): void {
    const type = resourceType === configResourceTypes.topic ? 'topic' : 'broker';
    if (type === 'broker' && resourceType !== configResourceTypes.broker) return;
    const resource: ConfigResource = { type, name: resourceName };
    const key = configKey(resource);
    const values = this.#configs.get(key)?.values ?? new Map(this.#base.configs(resource));
    this.#configs.set(key, { resource, values });
    if (value === null) values.delete(name);
    else values.set(name, value);
  }

  #setFeature(name: string, level: number): void {
    this.#features ??= new Map(this.#base.features);
    if (level === 0) this.#features.delete(name);
    else this.#features.set(name, level);
  }

  #broker(id: number): BrokerImage {
    const broker = (this.#brokers ?? this.#base.brokers).get(id);
    if (broker === undefined) throw new Error(`the metadata log speaks of broker ${id}, which never registered`);
    return broker;
  }

  #setBroker(id: number, broker: BrokerImage | undefined): void {
    this.#brokers ??= new Map(this.#base.brokers);
    if (broker === undefined) this.#brokers.delete(id);
    else this.#brokers.set(id, broker);
    this.#changedBrokers.add(id);
  }
}
