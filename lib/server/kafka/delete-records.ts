import { deleteRecordsApi } from '@/broker/protocol/messages/delete-records';
import { errorCodes } from '@/broker/protocol/error-codes';
import { ServiceError } from '../service-error';
import { unsupported } from './api-releases';
import { isUnavailable, type ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { isStaleMetadata, serviceErrorOf } from './kafka-answer';

/** The answer waits for every live replica. */
const answerTimeoutMs = 15_000;

/**
 * Moves the first offsets of partitions up, one request per leader. Each partition has its first offset afterwards, or its
 * error. A leader that moved meanwhile is asked once more: doing it twice does no more.
 */
export async function deleteRecords(
  client: ClusterClient,
  topic: TopicMetadata,
  before: ReadonlyMap<number, number>,
): Promise<Map<number, number | ServiceError>> {
  const results = await askLeaders(client, topic, before);
  const moved = [...before].filter(([partition]) => hasMoved(results.get(partition)));
  if (moved.length === 0) return results;
  const now = await client.topic(topic.name, 0);
  for (const [partition, result] of await askLeaders(client, now, new Map(moved))) results.set(partition, result);
  return results;
}

/** Before anybody is shown what would go. */
export async function mustDeleteRecords(client: ClusterClient, topic: TopicMetadata): Promise<void> {
  const led = topic.partitions.find(({ leader }) => leader >= 0);
  if (led === undefined || (await client.versionOf(led.leader, deleteRecordsApi)) !== undefined) return;
  throw unsupported(deleteRecordsApi.name, led.leader);
}

function hasMoved(result: number | ServiceError | undefined): boolean {
  if (!(result instanceof ServiceError)) return false;
  const { kafkaError } = result.details;
  return isUnavailable(result) || (typeof kafkaError === 'string' && isStaleMetadata(kafkaError));
}

async function askLeaders(
  client: ClusterClient,
  topic: TopicMetadata,
  before: ReadonlyMap<number, number>,
): Promise<Map<number, number | ServiceError>> {
  const results = new Map<number, number | ServiceError>();
  const perLeader = new Map<number, number[]>();
  for (const { partition, leader } of topic.partitions) {
    if (!before.has(partition)) continue;
    if (leader < 0) results.set(partition, serviceErrorOf(errorCodes.LEADER_NOT_AVAILABLE, { partition }));
    else perLeader.set(leader, [...(perLeader.get(leader) ?? []), partition]);
  }
  await Promise.all(
    [...perLeader].map(async ([leader, partitions]) => {
      try {
        for (const [partition, result] of await askLeader(client, topic.name, leader, partitions, before))
          results.set(partition, result);
      } catch (error) {
        if (!(error instanceof ServiceError) || !(isUnavailable(error) || error.code === 'UNSUPPORTED_BY_CLUSTER')) throw error;
        for (const partition of partitions) results.set(partition, error);
      }
    }),
  );
  return results;
}

async function askLeader(
  client: ClusterClient,
  topic: string,
  leader: number,
  partitions: readonly number[],
  before: ReadonlyMap<number, number>,
): Promise<[number, number | ServiceError][]> {
  const asked = partitions.map((partition) => ({ partitionIndex: partition, offset: before.get(partition) ?? 0 }));
  const request = { topics: [{ name: topic, partitions: asked }], timeoutMs: answerTimeoutMs };
  const answer = await client.send(leader, deleteRecordsApi, request, { timeoutMs: answerTimeoutMs + 2_000 });
  return answer.topics.flatMap((each) =>
    each.partitions.map(({ partitionIndex, lowWatermark, errorCode }): [number, number | ServiceError] => [
      partitionIndex,
      errorCode === errorCodes.NONE
        ? lowWatermark
        : serviceErrorOf(errorCode, { partition: partitionIndex, broker: leader, details: { topic } }),
    ]),
  );
}
