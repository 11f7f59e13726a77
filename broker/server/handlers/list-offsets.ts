import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../protocol/messages/list-offsets';
import { topicPartitionName } from '../../protocol/topic-partition';
import type { FetchIsolation, Partition } from '../../replication/partition';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { errorFields } from './error-fields';

/**
 * ListOffsets: v1-11
 *
 * Behaviour:
 * - a timestamp finds the first record at or after it; −1 the end (the last stable offset for read_committed), −2 the
 *   start, −3 the record with the largest timestamp (v7, KIP-734), −4 the earliest offset on this disk (v8, KIP-405),
 *   −5 and −6 the ends of tiered data (v9, v11), of which there is none; what is not found is −1/−1
 * - other negative timestamps, and those of later versions, are UNSUPPORTED_VERSION for that partition
 * - a partition named twice is INVALID_REQUEST
 * - a new leader that does not know yet how far it is committed answers OFFSET_NOT_AVAILABLE for what it cannot know
 * - the replica id of the broker that asks, on the internal listener, makes −1 the log end offset; replica id −2 (a
 *   debugging consumer) may ask any replica
 *
 * Version notes: leader epochs from v4 (KIP-320); before v5 OFFSET_NOT_AVAILABLE is LEADER_NOT_AVAILABLE (KIP-207);
 * v6 is flexible; v10 brings a timeout, which local reads have no use for.
 */
export async function handleListOffsets(
  broker: ListOffsetsServices,
  { topics, isolationLevel, replicaId }: ListOffsetsRequest,
  { version, connection }: RequestContext,
): Promise<ListOffsetsResponse> {
  const consumerIsolation = isolationLevel === 1 ? 'read_committed' : 'read_uncommitted';
  const isolation = replicaId >= 0 && replicaId === connection.peerId ? 'log_end' : consumerIsolation;
  const repeated = namedTwice(topics);

  async function findOne(topic: string, wanted: WantedPartition): Promise<PartitionOffset> {
    const topicPartition = { topic, partition: wanted.partitionIndex };
    try {
      if (repeated.has(topicPartitionName(topicPartition)))
        throw new KafkaError('INVALID_REQUEST', 'The partition is named twice.');
      checkTimestamp(wanted.timestamp, version);
      const partition = broker.replicaManager.replica(topicPartition);
      if (replicaId === debuggingConsumer) partition.checkEpoch(wanted.currentLeaderEpoch);
      else partition.checkLeader(wanted.currentLeaderEpoch);
      const found = await findOffset(partition, wanted.timestamp, isolation);
      return { partitionIndex: wanted.partitionIndex, errorCode: errorCodes.NONE, ...found };
    } catch (error) {
      const { errorCode } = errorFields(error, broker.platform.logger);
      return { partitionIndex: wanted.partitionIndex, errorCode: forVersion(errorCode, version) };
    }
  }

  return {
    topics: await Promise.all(
      topics.map(async ({ name, partitions }) => ({
        name,
        partitions: await Promise.all(partitions.map((partition) => findOne(name, partition))),
      })),
    ),
  };
}

/** What the handler needs of the broker. */
export type ListOffsetsServices = Pick<BrokerServices, 'platform' | 'replicaManager'>;

type WantedPartition = ListOffsetsRequest['topics'][number]['partitions'][number];
type PartitionOffset = ListOffsetsResponse['topics'][number]['partitions'][number];

const debuggingConsumer = -2;

const latest = -1;
const earliest = -2;
const maxTimestamp = -3;
const earliestLocal = -4;

/** The first version that knows each special timestamp. */
const versionOfTimestamp: ReadonlyMap<number, number> = new Map([
  [latest, 0],
  [earliest, 0],
  [maxTimestamp, 7],
  [earliestLocal, 8],
  [-5, 9],
  [-6, 11],
]);

function namedTwice(topics: ListOffsetsRequest['topics']): Set<string> {
  const names = new Set<string>();
  const repeated = new Set<string>();
  for (const { name, partitions } of topics) {
    for (const { partitionIndex } of partitions) {
      const partitionName = topicPartitionName({ topic: name, partition: partitionIndex });
      if (names.has(partitionName)) repeated.add(partitionName);
      names.add(partitionName);
    }
  }
  return repeated;
}

function checkTimestamp(timestamp: number, version: number): void {
  if (timestamp >= 0 || version >= (versionOfTimestamp.get(timestamp) ?? Number.POSITIVE_INFINITY)) return;
  throw new KafkaError('UNSUPPORTED_VERSION', `Version ${version} of ListOffsets knows no timestamp ${timestamp}.`);
}

interface FoundOffset {
  readonly offset: number;
  readonly timestamp: number;
  readonly leaderEpoch: number;
}

const notFound: FoundOffset = { offset: -1, timestamp: -1, leaderEpoch: -1 };

async function findOffset(partition: Partition, timestamp: number, isolation: FetchIsolation): Promise<FoundOffset> {
  const { log } = partition;
  if (timestamp === earliest || timestamp === earliestLocal) {
    return {
      offset: log.logStartOffset,
      timestamp: -1,
      leaderEpoch: log.logStartOffset === log.logEndOffset ? log.latestEpoch : -1,
    };
  }
  const end = partition.endOffsetFor(isolation);
  if (timestamp === latest) {
    partition.checkEndIsKnown(end);
    return { offset: end, timestamp: -1, leaderEpoch: log.latestEpoch };
  }
  if (timestamp < maxTimestamp) return notFound;
  const found = await (timestamp === maxTimestamp ? log.offsetOfMaxTimestamp() : log.offsetForTimestamp(timestamp));
  if (found !== undefined && found.offset < end)
    return { offset: found.offset, timestamp: found.timestampMs, leaderEpoch: found.leaderEpoch };
  partition.checkEndIsKnown(end);
  return notFound;
}

function forVersion(code: ErrorCode, version: number): ErrorCode {
  return version < 5 && code === errorCodes.OFFSET_NOT_AVAILABLE ? errorCodes.LEADER_NOT_AVAILABLE : code;
}
