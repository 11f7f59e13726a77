import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import { UsageError } from '../../usage-error';
import type { JsonNode } from '../json-file';
import { compareTopicPartitions } from '../topic-partition-order';

const knownVersion = 1;

/** Stands in a file for whichever directory the broker takes. */
export const anyLogDir = 'any';

/** Where a partition is, or shall be: its replicas, and the directory of each. */
export interface PartitionPlacement extends TopicPartition {
  readonly replicas: readonly number[];
  /** As many as replicas. */
  readonly logDirs: readonly string[];
}

/** What appears more than once, once. */
export function duplicates<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function checkVersion(file: JsonNode): void {
  const version = file.optional('version')?.number() ?? knownVersion;
  if (version !== knownVersion) throw new UsageError(`Not supported version field value ${version}`);
}

/** `{"topics": [{"topic": "foo"}, …], "version": 1}`, each topic once. */
export function topicsToMove(file: JsonNode): string[] {
  checkVersion(file);
  const topics = (file.optional('topics')?.items() ?? []).map((item) => item.field('topic').text());
  const twice = duplicates(topics);
  if (twice.length > 0) {
    throw new UsageError(`List of topics to reassign contains duplicate entries: [${twice.join(', ')}]`);
  }
  return topics;
}

function placementOf(item: JsonNode): PartitionPlacement {
  const topic = item.field('topic').text();
  const partition = item.field('partition').number();
  const replicas = item
    .field('replicas')
    .items()
    .map((replica) => replica.number());
  const dirs = item
    .optional('log_dirs')
    ?.items()
    .map((dir) => dir.text());
  const logDirs = dirs ?? replicas.map(() => anyLogDir);
  if (logDirs.length !== replicas.length) {
    throw new UsageError(
      `Size of replicas list [${replicas.join(', ')}] is different from size of log dirs list [${logDirs.join(', ')}] for partition ${topic}-${partition}`,
    );
  }
  return { topic, partition, replicas, logDirs };
}

/** `{"partitions": [{"topic": "foo", "partition": 1, "replicas": [1, 2], "log_dirs": ["any", "any"]}, …], "version": 1}`. */
export function placementsIn(file: JsonNode): PartitionPlacement[] {
  checkVersion(file);
  return (file.optional('partitions')?.items() ?? []).map(placementOf);
}

/** Refuses what cannot be executed: nothing, nowhere, or anything twice. */
export function checkPlacements(placements: readonly PartitionPlacement[]): void {
  if (placements.length === 0) throw new UsageError('Partition reassignment list cannot be empty');
  if (placements.some(({ replicas }) => replicas.length === 0)) throw new UsageError('Partition replica list cannot be empty');
  const twice = duplicates(placements.map(topicPartitionName));
  if (twice.length > 0) {
    throw new UsageError(`Partition reassignment contains duplicate topic partitions: ${twice.join(',')}`);
  }
  const doubled = placements
    .filter(({ replicas }) => duplicates(replicas).length > 0)
    .map(
      (placement) => `${topicPartitionName(placement)} contains multiple entries for ${duplicates(placement.replicas).join(',')}`,
    );
  if (doubled.length > 0) {
    throw new UsageError(`Partition replica lists may not contain duplicate entries: ${doubled.join('. ')}`);
  }
}

/** A replica with a directory that was chosen for it. */
export interface PlacedReplica extends TopicPartition {
  readonly brokerId: number;
  readonly logDir: string;
}

export function placedReplicas(placements: readonly PartitionPlacement[]): PlacedReplica[] {
  return placements
    .flatMap(({ topic, partition, replicas, logDirs }) =>
      replicas.map((brokerId, index) => ({ topic, partition, brokerId, logDir: logDirs[index] ?? anyLogDir })),
    )
    .filter(({ logDir }) => logDir !== anyLogDir);
}

/** The JSON that placementsIn reads, partitions in order. */
export function reassignmentJson(placements: readonly PartitionPlacement[]): string {
  const partitions = [...placements]
    .sort(compareTopicPartitions)
    .map(({ topic, partition, replicas, logDirs }) => ({ topic, partition, replicas, log_dirs: logDirs }));
  return JSON.stringify({ version: knownVersion, partitions });
}
