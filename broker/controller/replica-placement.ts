import type { BrokerImage, MetadataImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { Random } from '../platform/random';
import { KafkaError } from '../protocol/kafka-error';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import { isActive } from './active-brokers';

/** One of each rack in turn, so that neighbours are in different racks as far as possible. */
function interleavedByRack(brokers: readonly BrokerImage[]): BrokerImage[] {
  const racks = new Map<string | null, BrokerImage[]>();
  for (const broker of brokers.toSorted((a, b) => a.id - b.id)) {
    racks.set(broker.rack, [...(racks.get(broker.rack) ?? []), broker]);
  }
  const interleaved: BrokerImage[] = [];
  for (let depth = 0; interleaved.length < brokers.length; depth += 1) {
    for (const rack of racks.values()) interleaved.push(...rack.slice(depth, depth + 1));
  }
  return interleaved;
}

/**
 * Replicas for `partitionCount` new partitions: leaders go round the active brokers from a random start, and each full
 * round shifts the followers by one, so that a broker's load spreads over all others when it fails. Followers are in
 * racks that the partition is not in yet, as far as there are any; brokers that are down get replicas only when there are
 * not enough others in the rack, as in Kafka.
 */
export function placeReplicas(
  image: MetadataImage,
  random: Random,
  { partitionCount, replicationFactor }: { partitionCount: number; replicationFactor: number },
): number[][] {
  const registered = [...image.brokers.values()];
  const active = interleavedByRack(registered.filter(({ id }) => isActive(image, id)));
  const inactive = interleavedByRack(registered.filter(({ id }) => !isActive(image, id)));
  if (registered.length < replicationFactor || active.length === 0) {
    throw new KafkaError(
      'INVALID_REPLICATION_FACTOR',
      `Replication factor ${replicationFactor} needs as many brokers, and there are ${registered.length}, ${active.length} of them alive.`,
    );
  }
  const start = random.integer(active.length);
  return Array.from({ length: partitionCount }, (_, partition) => {
    const leader = (start + partition) % active.length;
    const others = [...active.slice(leader + 1), ...active.slice(0, leader)];
    const shift = others.length === 0 ? 0 : Math.floor(partition / active.length) % others.length;
    const followers = [...others.slice(shift), ...others.slice(0, shift), ...inactive];
    return withFollowers(active.slice(leader, leader + 1), followers, replicationFactor);
  });
}

/** Adds followers, the first of each rack before the second of any. */
function withFollowers(replicas: BrokerImage[], candidates: readonly BrokerImage[], replicationFactor: number): number[] {
  const left = candidates.slice();
  let racks = new Set(replicas.map(({ rack }) => rack));
  while (replicas.length < replicationFactor) {
    const index = left.findIndex(({ rack }) => !racks.has(rack));
    if (index === -1 && racks.size === 0) break;
    const [next] = left.splice(index, index === -1 ? 0 : 1);
    if (next === undefined) {
      racks = new Set();
      continue;
    }
    racks.add(next.rack);
    replicas.push(next);
  }
  return replicas.map(({ id }) => id);
}

/** Throws INVALID_REPLICA_ASSIGNMENT unless these are registered brokers, each named once. `subject` begins the sentence. */
export function checkReplicas(image: MetadataImage, subject: string, brokerIds: readonly number[]): void {
  const unknown = brokerIds.find((id) => !image.brokers.has(id));
  if (brokerIds.length === 0) refuse(subject, 'names no broker');
  if (new Set(brokerIds).size < brokerIds.length) refuse(subject, 'names a broker twice');
  if (unknown !== undefined) refuse(subject, `names broker ${unknown}, which is not registered`);
}

function refuse(subject: string, reason: string): never {
  throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', `${subject} ${reason}.`);
}

/** The replicas a client chose for a new partition; throws INVALID_REPLICA_ASSIGNMENT unless they can hold it. */
export function checkAssignment(image: MetadataImage, partition: number, brokerIds: readonly number[]): void {
  const subject = `The assignment of partition ${partition}`;
  checkReplicas(image, subject, brokerIds);
  if (!brokerIds.some((id) => isActive(image, id))) refuse(subject, 'names only brokers that are down');
}

function directoryOf(broker: BrokerImage | undefined): Uuid {
  return broker?.directoryIds[0] ?? zeroUuid;
}

/** The record of a new partition, led by the first of its replicas that is alive. */
export function newPartitionRecord(
  image: MetadataImage,
  topicId: Uuid,
  partitionId: number,
  replicas: readonly number[],
): MetadataRecordInput {
  const isr = replicas.filter((id) => isActive(image, id));
  return {
    type: 'Partition',
    value: {
      partitionId,
      topicId,
      replicas,
      isr,
      removingReplicas: [],
      addingReplicas: [],
      leader: isr[0] ?? -1,
      leaderEpoch: 0,
      partitionEpoch: 0,
      directories: replicas.map((id) => directoryOf(image.brokers.get(id))),
    },
  };
}
