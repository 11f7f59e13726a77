import { errorCodes } from '@/broker/protocol/error-codes';
import { listOffsetsApi } from '@/broker/protocol/messages/list-offsets';
import { ServiceError } from '../service-error';
import { isUnavailable, type ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { unsupported } from './api-releases';
import { serviceErrorOf } from './kafka-answer';

/** Kafka's special timestamps. */
export const offsetSpec = { latest: -1, earliest: -2, maxTimestamp: -3 } as const;

/** The version of ListOffsets that knows the last of them. */
export const maxTimestampVersion = 7;

/** A leader that is silent for this long is left out: whoever asks shows what the others said. */
const answerTimeoutMs = 4_000;

export interface OffsetAnswer {
  /** -1: none (no record at or after the timestamp). */
  readonly offset: number;
  readonly timestampMs: number;
}

export interface OffsetsWanted {
  readonly topic: TopicMetadata;
  /** All when absent. */
  readonly partitions?: readonly number[];
}

export type OffsetAnswers = Map<number, OffsetAnswer | ServiceError>;

interface Wanted {
  topic: string;
  partition: number;
}

/** One timestamp for many partitions, one request per leader. A partition that did not answer has its error. */
export async function listOffsets(
  client: ClusterClient,
  wanted: readonly OffsetsWanted[],
  timestamp: number | ((topic: string, partition: number) => number),
  isolation: 'read_uncommitted' | 'read_committed' = 'read_uncommitted',
): Promise<Map<string, OffsetAnswers>> {
  const answers = new Map<string, OffsetAnswers>(wanted.map(({ topic }) => [topic.name, new Map()]));
  const perLeader = new Map<number, Wanted[]>();
  for (const { topic, partitions } of wanted) {
    const chosen = partitions === undefined ? undefined : new Set(partitions);
    for (const { partition, leader } of topic.partitions) {
      if (chosen !== undefined && !chosen.has(partition)) continue;
      if (leader < 0) answers.get(topic.name)?.set(partition, serviceErrorOf(errorCodes.LEADER_NOT_AVAILABLE, { partition }));
      else {
        const list = perLeader.get(leader) ?? [];
        perLeader.set(leader, list);
        list.push({ topic: topic.name, partition });
      }
    }
  }
  await Promise.all([...perLeader].map(([leader, list]) => askLeader(client, leader, list, timestamp, isolation, answers)));
  return answers;
}

async function askLeader(
  client: ClusterClient,
  leader: number,
  list: readonly Wanted[],
  timestamp: number | ((topic: string, partition: number) => number),
  isolation: 'read_uncommitted' | 'read_committed',
  answers: Map<string, OffsetAnswers>,
): Promise<void> {
  const byTopic = new Map<string, { partitionIndex: number; timestamp: number }[]>();
  for (const { topic, partition } of list) {
    const entry = {
      partitionIndex: partition,
      timestamp: typeof timestamp === 'number' ? timestamp : timestamp(topic, partition),
    };
    const entries = byTopic.get(topic);
    if (entries === undefined) byTopic.set(topic, [entry]);
    else entries.push(entry);
  }
  try {
    await mustKnowSpec(client, leader, timestamp);
    const request = {
      replicaId: -1,
      isolationLevel: isolation === 'read_committed' ? 1 : 0,
      topics: [...byTopic].map(([name, partitions]) => ({ name, partitions })),
      timeoutMs: answerTimeoutMs,
    };
    const answer = await client.send(leader, listOffsetsApi, request, { timeoutMs: answerTimeoutMs });
    for (const topic of answer.topics) {
      for (const { partitionIndex, errorCode, offset, timestamp: timestampMs } of topic.partitions) {
        const result =
          errorCode === 0 ? { offset, timestampMs } : serviceErrorOf(errorCode, { partition: partitionIndex, broker: leader });
        answers.get(topic.name)?.set(partitionIndex, result);
      }
    }
  } catch (error) {
    if (!(error instanceof ServiceError) || !(isUnavailable(error) || error.code === 'UNSUPPORTED_BY_CLUSTER')) throw error;
    for (const { topic, partition } of list) answers.get(topic)?.set(partition, error);
  }
}

/** The offset of a partition, or undefined where it did not answer. */
export function knownOffset(answers: OffsetAnswers | undefined, partition: number): number | undefined {
  const answer = answers?.get(partition);
  return answer === undefined || answer instanceof ServiceError ? undefined : answer.offset;
}

/** Brokers older than Kafka 3.0 would take the maximum-timestamp spec for a time. */
async function mustKnowSpec(client: ClusterClient, leader: number, timestamp: unknown): Promise<void> {
  if (timestamp !== offsetSpec.maxTimestamp) return;
  const version = await client.versionOf(leader, listOffsetsApi);
  if (version === undefined || version < maxTimestampVersion) throw unsupported(listOffsetsApi.name, leader);
}
