import { emptyImage } from '../../metadata/image-draft';
import type { MetadataDelta } from '../../metadata/metadata-delta';
import type { MetadataImage, PartitionImage } from '../../metadata/metadata-image';
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecordInput } from '../../metadata/metadata-record';
import { replay } from '../../metadata/replay';
import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { AlterPartitionRequest, AlterPartitionResponse } from '../../protocol/messages/alter-partition';
import { uuidFromBytes, type Uuid } from '../../protocol/primitives/uuid';

type Publish = (image: MetadataImage, delta: MetadataDelta) => void;
type PartitionChange = Extract<MetadataRecordInput, { type: 'PartitionChange' }>['value'];

/** A controller that decides what the test says, except for ISR changes, which it grants by Kafka's rules. */
export class ScriptedController {
  readonly #publish: Publish;
  #image = emptyImage('test-cluster');
  #topics = 0;
  /** Every AlterPartition is answered so while it is set. */
  failure: ErrorName | undefined;

  constructor(publish: Publish) {
    this.#publish = publish;
  }

  get image(): MetadataImage {
    return this.#image;
  }

  partition(topic: string, index = 0): PartitionImage {
    const partition = this.#image.topicsByName.get(topic)?.partitions[index];
    if (partition === undefined) throw new Error(`there is no ${topic}-${index}`);
    return partition;
  }

  /** The broker's process is new: unfenced at once, with a new epoch. */
  register(brokerId: number, rack: string | null = null): void {
    const brokerEpoch = this.#image.offset + 1;
    const incarnationId = uuidFromBytes(Buffer.alloc(16, 1 + (brokerEpoch % 250)));
    const facts = { brokerId, incarnationId, brokerEpoch, endPoints: [], features: [], rack, logDirs: [] };
    this.#commit([{ type: 'RegisterBroker', value: { ...facts, fenced: false } }]);
  }

  /** Every partition has these replicas, all in sync, the first of them its leader. */
  createTopic(
    name: string,
    replicas: readonly number[],
    options: { partitions?: number; configs?: Readonly<Record<string, string>> } = {},
  ): Uuid {
    this.#topics += 1;
    const topicId = uuidFromBytes(Buffer.alloc(16, this.#topics));
    const partitions = Array.from({ length: options.partitions ?? 1 }, (_, partitionId): MetadataRecordInput => {
      const lists = { replicas, isr: replicas, removingReplicas: [], addingReplicas: [], directories: [] };
      return {
        type: 'Partition',
        value: { partitionId, topicId, ...lists, leader: replicas[0], leaderEpoch: 0, partitionEpoch: 0 },
      };
    });
    const configs = Object.entries(options.configs ?? {}).map(([key, value]): MetadataRecordInput => ({
      type: 'Config',
      value: { resourceType: 2, resourceName: name, name: key, value },
    }));
    this.#commit([{ type: 'Topic', value: { name, topicId } }, ...partitions, ...configs]);
    return topicId;
  }

  deleteTopic(name: string): void {
    this.#commit([{ type: 'RemoveTopic', value: { topicId: this.#topicId(name) } }]);
  }

  setBrokerConfig(name: string, value: string): void {
    this.#commit([{ type: 'Config', value: { resourceType: 4, resourceName: '', name, value } }]);
  }

  change(topic: string, change: Omit<PartitionChange, 'topicId' | 'partitionId'>, partitionId = 0): void {
    this.#commit([{ type: 'PartitionChange', value: { topicId: this.#topicId(topic), partitionId, ...change } }]);
  }

  #topicId(name: string): Uuid {
    const topic = this.#image.topicsByName.get(name);
    if (topic === undefined) throw new Error(`there is no topic ${name}`);
    return topic.id;
  }

  fence(brokerId: number): void {
    this.#commit([{ type: 'BrokerRegistrationChange', value: { ...this.#registration(brokerId), fenced: 1 } }]);
  }

  unfence(brokerId: number): void {
    this.#commit([{ type: 'BrokerRegistrationChange', value: { ...this.#registration(brokerId), fenced: -1 } }]);
  }

  #registration(brokerId: number) {
    return { brokerId, brokerEpoch: this.#image.brokers.get(brokerId)?.epoch ?? -1 };
  }

  /** What a controller does about a broker that is gone: fences it, takes it from every ISR, elects the next in sync. */
  fail(brokerId: number): void {
    const changes = [...this.#image.topicsById.values()].flatMap(({ id, partitions }) =>
      partitions.flatMap((partition, partitionId): MetadataRecordInput[] => {
        const change = without(brokerId, partition);
        return change === undefined ? [] : [{ type: 'PartitionChange', value: { topicId: id, partitionId, ...change } }];
      }),
    );
    this.#commit([{ type: 'BrokerRegistrationChange', value: { ...this.#registration(brokerId), fenced: 1 } }, ...changes]);
  }

  #commit(records: readonly MetadataRecordInput[]): void {
    const decoded = records.map((record) => decodeMetadataRecord(encodeMetadataRecord(record)));
    const { image, delta } = replay(this.#image, decoded, { offset: this.#image.offset + records.length, epoch: 1 });
    this.#image = image;
    this.#publish(image, delta);
  }

  alterPartition({ brokerId, topics }: AlterPartitionRequest): AlterPartitionResponse {
    if (this.failure !== undefined) throw new KafkaError(this.failure, 'The script says so.');
    return {
      throttleTimeMs: 0,
      errorCode: errorCodes.NONE,
      topics: topics.map(({ topicId, partitions }) => ({
        topicId,
        partitions: partitions.map((asked) => this.#alter(brokerId, topicId, asked)),
      })),
    };
  }

  #alter(
    brokerId: number,
    topicId: Uuid,
    asked: AlterPartitionRequest['topics'][number]['partitions'][number],
  ): AlterPartitionResponse['topics'][number]['partitions'][number] {
    const { partitionIndex, newIsrWithEpochs } = asked;
    const error = this.#refusal(brokerId, topicId, asked);
    if (error === 'NONE') {
      const isr = newIsrWithEpochs.map((member) => member.brokerId);
      this.#commit([{ type: 'PartitionChange', value: { topicId, partitionId: partitionIndex, isr } }]);
    }
    const {
      leader = -1,
      leaderEpoch = -1,
      isr = [],
      partitionEpoch = -1,
    } = this.#image.topicsById.get(topicId)?.partitions[partitionIndex] ?? {};
    return { partitionIndex, errorCode: errorCodes[error], leaderId: leader, leaderEpoch, isr: [...isr], partitionEpoch };
  }

  #refusal(
    brokerId: number,
    topicId: Uuid,
    {
      partitionIndex,
      leaderEpoch,
      partitionEpoch,
      newIsrWithEpochs,
    }: AlterPartitionRequest['topics'][number]['partitions'][number],
  ): ErrorName {
    const partition = this.#image.topicsById.get(topicId)?.partitions[partitionIndex];
    if (partition === undefined) return 'UNKNOWN_TOPIC_ID';
    if (partition.leader !== brokerId || partition.leaderEpoch !== leaderEpoch) return 'FENCED_LEADER_EPOCH';
    if (partition.partitionEpoch !== partitionEpoch) return 'INVALID_UPDATE_VERSION';
    const isEligible = newIsrWithEpochs.every(({ brokerId: id, brokerEpoch }) => {
      const broker = this.#image.brokers.get(id);
      return broker?.fenced === false && (brokerEpoch === -1 || brokerEpoch === broker.epoch);
    });
    return isEligible ? 'NONE' : 'INELIGIBLE_REPLICA';
  }
}

/** Undefined when the partition does not depend on the broker. */
function without(
  brokerId: number,
  { replicas, isr, leader }: PartitionImage,
): Omit<PartitionChange, 'topicId' | 'partitionId'> | undefined {
  if (!isr.includes(brokerId)) return undefined;
  const left = isr.filter((id) => id !== brokerId);
  if (left.length === 0) return { leader: -1 };
  return { isr: left, ...(leader === brokerId ? { leader: replicas.find((id) => left.includes(id)) } : {}) };
}
