import { errorCodes, errorName } from '@/broker/protocol/error-codes';
import { describeLogDirsApi } from '@/broker/protocol/messages/describe-log-dirs';
import type { LogDir } from '@/lib/contracts/broker';
import { isUnavailable, type ClusterClient } from './cluster-client';
import { serviceErrorOf } from './kafka-answer';
import { isRefusal } from './refusal';

export interface ReplicaSize {
  readonly sizeBytes: number;
  readonly offsetLag: number;
}

/** Log directories of one broker with the replicas of the given topics, or all. */
export async function describeLogDirs(
  client: ClusterClient,
  nodeId: number,
  topics: readonly { topic: string; partitions: number[] }[] | null,
): Promise<LogDir[]> {
  const answer = await client.send(nodeId, describeLogDirsApi, { topics });
  if (answer.errorCode !== errorCodes.NONE) throw serviceErrorOf(answer.errorCode, { broker: nodeId });
  // Every broker has one: before version 3 that is how it says no.
  if (answer.results.length === 0) throw serviceErrorOf(errorCodes.CLUSTER_AUTHORIZATION_FAILED, { broker: nodeId });
  return answer.results.map((directory) => {
    const replicas = directory.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partitionIndex, partitionSize, offsetLag, isFutureKey }) => ({
        topic: name,
        partition: partitionIndex,
        sizeBytes: partitionSize,
        offsetLag: String(offsetLag),
        isFuture: isFutureKey,
      })),
    );
    return {
      path: directory.logDir,
      error: directory.errorCode === errorCodes.NONE ? null : errorName(directory.errorCode),
      totalBytes: directory.totalBytes < 0 ? null : directory.totalBytes,
      usableBytes: directory.usableBytes < 0 ? null : directory.usableBytes,
      sizeBytes: replicas.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      replicas,
    };
  });
}

/** Sizes and lags by broker, then `topic-partition`. Brokers that do not answer, or have no such API, are missing. */
export async function replicaSizes(
  client: ClusterClient,
  nodeIds: Iterable<number>,
  topics: readonly { topic: string; partitions: number[] }[] | null,
): Promise<Map<number, Map<string, ReplicaSize>>> {
  const sizes = new Map<number, Map<string, ReplicaSize>>();
  await Promise.all(
    [...nodeIds].map(async (nodeId) => {
      try {
        const replicas = new Map<string, ReplicaSize>();
        for (const directory of await describeLogDirs(client, nodeId, topics)) {
          for (const { topic, partition, sizeBytes, offsetLag, isFuture } of directory.replicas) {
            if (!isFuture) replicas.set(`${topic}-${partition}`, { sizeBytes, offsetLag: Number(offsetLag) });
          }
        }
        sizes.set(nodeId, replicas);
      } catch (error) {
        if (!isUnavailable(error) && !isRefusal(error)) throw error;
      }
    }),
  );
  return sizes;
}
