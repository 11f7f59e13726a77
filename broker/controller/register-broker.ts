import type { BrokerImage, MetadataImage, PartitionImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { BrokerRegistrationRequest, BrokerRegistrationResponse } from '../protocol/messages/broker-registration';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import { isActive } from './active-brokers';
import type { ControllerResult, ControllerState } from './controller-result';
import { changePartitions } from './partition-changes';

/**
 * A broker process that starts. It is fenced until it says that it is ready, so it leads nothing and is in no in-sync set
 * from here on. After a clean stop it stays eligible where it was; after an unclean one its logs may lack what it had
 * acknowledged from memory, so it is not, not even as the last one (KIP-966). The broker epoch is the offset of the
 * registration record, which comes last: who has it has all that goes with it.
 *
 * `isConnected`: whether a process that is registered under the id was heard of and not seen to go.
 */
export function registerBroker(
  state: ControllerState,
  request: BrokerRegistrationRequest,
  isConnected: (brokerId: number) => boolean,
): ControllerResult<BrokerRegistrationResponse> {
  const { image, nextOffset } = state;
  const before = image.brokers.get(request.brokerId);
  check(image, request);
  const answer = (brokerEpoch: number): BrokerRegistrationResponse => ({
    throttleTimeMs: 0,
    errorCode: errorCodes.NONE,
    brokerEpoch,
  });
  if (before?.incarnationId === request.incarnationId) return { records: [], response: answer(before.epoch) };
  if (before !== undefined) checkTakeover(before, request, isConnected);
  const changes = partitionsOfStartingBroker(state, request, before);
  const brokerEpoch = nextOffset + changes.length;
  return { records: [...changes, registrationRecord(request, brokerEpoch)], response: answer(brokerEpoch), mayBeSplit: true };
}

function check(image: MetadataImage, { brokerId, clusterId, logDirs, features }: BrokerRegistrationRequest): void {
  if (clusterId !== image.clusterId) {
    throw new KafkaError(
      'INCONSISTENT_CLUSTER_ID',
      `Broker ${brokerId} belongs to cluster ${clusterId}, this is ${image.clusterId}.`,
    );
  }
  if (logDirs.length === 0) throw new KafkaError('INVALID_REGISTRATION', `Broker ${brokerId} names no log directory.`);
  for (const other of image.brokers.values()) {
    const shared = other.id === brokerId ? undefined : other.directoryIds.find((id) => logDirs.includes(id));
    if (shared === undefined) continue;
    throw new KafkaError('INVALID_REGISTRATION', `Log directory ${shared} of broker ${brokerId} is that of broker ${other.id}.`);
  }
  for (const [name, level] of image.features) {
    const range = features.find((feature) => feature.name === name);
    if (range !== undefined && level >= range.minSupportedVersion && level <= range.maxSupportedVersion) continue;
    throw new KafkaError('UNSUPPORTED_VERSION', `Broker ${brokerId} does not support ${name} at level ${level}.`);
  }
}

/** Two processes may not share an id. Over the same directory there can be only one, so the other one is gone when its connection is. */
function checkTakeover(
  { id, fenced, directoryIds }: BrokerImage,
  { logDirs }: BrokerRegistrationRequest,
  isConnected: (brokerId: number) => boolean,
): void {
  if (fenced) return;
  const isSameDirectory = directoryIds.some((directory) => logDirs.includes(directory));
  if (isSameDirectory && !isConnected(id)) return;
  throw new KafkaError('DUPLICATE_BROKER_REGISTRATION', `Broker ${id} is registered by another process that is alive.`);
}

function partitionsOfStartingBroker(
  state: ControllerState,
  { brokerId, logDirs, previousBrokerEpoch }: BrokerRegistrationRequest,
  before: BrokerImage | undefined,
): MetadataRecordInput[] {
  const wasClean = before !== undefined && before.epoch === previousBrokerEpoch;
  const newDirectory = logDirs[0] ?? zeroUuid;
  const stays = (id: number): boolean => id !== brokerId && isActive(state.image, id);
  return changePartitions(state, ({ partition }) => {
    if (!partition.replicas.includes(brokerId)) return undefined;
    const directory = directoryOf(partition, brokerId);
    const isMoved = !logDirs.includes(directory);
    // A replica that was given no directory yet has lost nothing by getting one.
    const isUnclean = !wasClean || (isMoved && directory !== zeroUuid);
    return {
      isr: partition.isr.filter((id) => id !== brokerId),
      isActive: stays,
      ...(isUnclean ? { uncleanReplicas: [brokerId] } : {}),
      ...(isMoved ? { movedDirectories: new Map([[brokerId, newDirectory]]) } : {}),
    };
  });
}

function directoryOf({ replicas, directories }: PartitionImage, brokerId: number): Uuid {
  return directories[replicas.indexOf(brokerId)] ?? zeroUuid;
}

function registrationRecord(request: BrokerRegistrationRequest, brokerEpoch: number): MetadataRecordInput {
  const { brokerId, incarnationId, listeners, features, rack, logDirs } = request;
  return {
    type: 'RegisterBroker',
    value: {
      brokerId,
      incarnationId,
      brokerEpoch,
      endPoints: listeners,
      features,
      rack,
      fenced: true,
      logDirs,
      cordonedLogDirs: [],
    },
  };
}
