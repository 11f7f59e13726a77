import { supportedFeatures } from '../metadata/features';
import type { BrokerImage, MetadataImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { Address } from '../platform/transport';
import { KafkaError } from '../protocol/kafka-error';
import type { Uuid } from '../protocol/primitives/uuid';
import type { ControllerResult, ControllerState } from './controller-result';

export interface BrokerRegistration {
  readonly brokerId: number;
  readonly clusterId: string;
  /** New at each start of the process. */
  readonly incarnationId: Uuid;
  readonly directoryIds: readonly Uuid[];
  readonly listeners: ReadonlyMap<string, Address>;
  readonly rack: string | null;
  /** The broker epoch its clean-shutdown file names; -1 after an unclean stop. */
  readonly previousBrokerEpoch: number;
}

export interface BrokerHeartbeat {
  readonly brokerId: number;
  readonly brokerEpoch: number;
  /** Not ready for clients, or not any more. */
  readonly wantFence: boolean;
}

const plaintext = 0;

/** A broker that starts: its registration, fenced, and what its unclean stop costs. The broker epoch is the record's offset. */
export function registerBroker(
  state: ControllerState,
  registration: BrokerRegistration,
): ControllerResult<{ brokerEpoch: number }> {
  const { image, nextOffset: brokerEpoch } = state;
  const { brokerId, incarnationId } = registration;
  if (registration.clusterId !== image.clusterId) {
    throw new KafkaError(
      'INCONSISTENT_CLUSTER_ID',
      `Broker ${brokerId} belongs to cluster ${registration.clusterId}, this is ${image.clusterId}.`,
    );
  }
  const before = image.brokers.get(brokerId);
  if (before?.incarnationId === incarnationId) return { records: [], response: { brokerEpoch: before.epoch } };
  const record: MetadataRecordInput = {
    type: 'RegisterBroker',
    value: {
      brokerId,
      incarnationId,
      brokerEpoch,
      endPoints: [...registration.listeners].map(([name, { host, port }]) => ({ name, host, port, securityProtocol: plaintext })),
      features: [...supportedFeatures].map(([name, { min, max }]) => ({
        name,
        minSupportedVersion: min,
        maxSupportedVersion: max,
      })),
      rack: registration.rack,
      fenced: true,
      logDirs: registration.directoryIds,
      cordonedLogDirs: [],
    },
  };
  const unclean = before !== undefined && before.epoch !== registration.previousBrokerEpoch;
  return { records: unclean ? [record, ...uncleanStopRecords(image, brokerId)] : [record], response: { brokerEpoch } };
}

/**
 * A broker that stopped uncleanly may lack what it had acknowledged from memory. It leaves every in-sync set that has
 * others; where it is the last one it stays, in a new leader epoch, so that readers notice if the end of the log moved back.
 */
function uncleanStopRecords(image: MetadataImage, brokerId: number): MetadataRecordInput[] {
  const records: MetadataRecordInput[] = [];
  for (const topic of image.topicsById.values()) {
    topic.partitions.forEach((partition, partitionId) => {
      if (!partition.isr.includes(brokerId)) return;
      const others = partition.isr.filter((id) => id !== brokerId);
      const isr = others.length === 0 ? [brokerId] : others;
      const alive = isr.find((id) => id === brokerId || image.brokers.get(id)?.fenced === false) ?? -1;
      const leader = partition.leader === brokerId ? alive : undefined;
      if (leader === undefined && others.length === 0) return;
      records.push({ type: 'PartitionChange', value: { topicId: topic.id, partitionId, isr, leader } });
    });
  }
  return records;
}

/** A heartbeat unfences a broker that is ready, or fences one that asks for it. */
export function brokerHeartbeat({ image }: ControllerState, heartbeat: BrokerHeartbeat): ControllerResult<{ isFenced: boolean }> {
  const { brokerId, brokerEpoch, wantFence } = heartbeat;
  const broker = registered(image, brokerId, brokerEpoch);
  if (broker.fenced === wantFence) return { records: [], response: { isFenced: broker.fenced } };
  const change: MetadataRecordInput = {
    type: 'BrokerRegistrationChange',
    value: { brokerId, brokerEpoch, fenced: wantFence ? 1 : -1 },
  };
  const leaders = wantFence ? [] : electionsAfterUnfencing(image, brokerId);
  return { records: [change, ...leaders], response: { isFenced: wantFence } };
}

/** Leaderless partitions whose in-sync set holds the broker are led by it. */
function electionsAfterUnfencing(image: MetadataImage, brokerId: number): MetadataRecordInput[] {
  const records: MetadataRecordInput[] = [];
  for (const topic of image.topicsById.values()) {
    topic.partitions.forEach(({ leader, isr }, partitionId) => {
      if (leader === -1 && isr.includes(brokerId)) {
        records.push({ type: 'PartitionChange', value: { topicId: topic.id, partitionId, leader: brokerId } });
      }
    });
  }
  return records;
}

function registered(image: MetadataImage, brokerId: number, brokerEpoch: number): BrokerImage {
  const broker = image.brokers.get(brokerId);
  if (broker === undefined) throw new KafkaError('BROKER_ID_NOT_REGISTERED', `Broker ${brokerId} is not registered.`);
  if (broker.epoch !== brokerEpoch) {
    throw new KafkaError(
      'STALE_BROKER_EPOCH',
      `Broker ${brokerId} is registered with epoch ${broker.epoch}, not ${brokerEpoch}.`,
    );
  }
  return broker;
}
