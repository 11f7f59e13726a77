import type { BrokerImage, MetadataImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { Random } from '../platform/random';
import { KafkaError } from '../protocol/kafka-error';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';

/** Brokers that can take replicas, neighbours in different racks as far as possible. */
function usableBrokers(image: MetadataImage): BrokerImage[] {
  const usable = [...image.brokers.values()].filter(({ fenced, inControlledShutdown }) => !fenced && !inControlledShutdown);
  const racks = new Map<string | null, BrokerImage[]>();
  for (const broker of usable.sort((a, b) => a.id - b.id)) racks.set(broker.rack, [...(racks.get(broker.rack) ?? []), broker]);
  const interleaved: BrokerImage[] = [];
  for (let depth = 0; interleaved.length < usable.length; depth += 1) {
    for (const brokers of racks.values()) interleaved.push(...brokers.slice(depth, depth + 1));
  }
  return interleaved;
}

/**
 * Replicas for `partitionCount` new partitions: leaders go round the brokers from a random start, and each full round
 * shifts the followers by one, so that a broker's load spreads over all others when it fails.
 */
export function placeReplicas(
  image: MetadataImage,
  random: Random,
  { partitionCount, replicationFactor }: { partitionCount: number; replicationFactor: number },
): number[][] {
  const brokers = usableBrokers(image);
  if (brokers.length < replicationFactor) {
    throw new KafkaError(
      'INVALID_REPLICATION_FACTOR',
      `Replication factor ${replicationFactor} needs as many brokers, and ${brokers.length} can take replicas now.`,
    );
  }
  const start = random.integer(brokers.length);
  return Array.from({ length: partitionCount }, (_, partition) => {
    const leader = start + partition;
    const shift = Math.floor(partition / brokers.length);
    return Array.from({ length: replicationFactor }, (__, replica) => {
      const distance = replica === 0 ? 0 : 1 + ((shift + replica - 1) % (brokers.length - 1));
      return brokers[(leader + distance) % brokers.length]?.id ?? -1;
    });
  });
}

/** The replicas a client chose; throws INVALID_REPLICA_ASSIGNMENT unless they can hold the partition. */
export function checkAssignment(image: MetadataImage, partition: number, brokerIds: readonly number[]): void {
  const refuse = (reason: string): never => {
    throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', `The assignment of partition ${partition} ${reason}.`);
  };
  if (brokerIds.length === 0) refuse('names no broker');
  if (new Set(brokerIds).size < brokerIds.length) refuse('names a broker twice');
  const unknown = brokerIds.find((id) => !image.brokers.has(id));
  if (unknown !== undefined) refuse(`names broker ${unknown}, which is not registered`);
  if (brokerIds.every((id) => image.brokers.get(id)?.fenced === true)) refuse('names only brokers that are fenced');
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
  const isr = replicas.filter((id) => image.brokers.get(id)?.fenced === false);
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
