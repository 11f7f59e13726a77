import type { PartitionProblem } from '@/lib/contracts/record';
import type { RecordPosition } from '../records/record-position';
import type { ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { committedOffsets } from './groups';
import type { Isolation } from './fetch';
import { listOffsets, offsetSpec, type OffsetAnswers } from './list-offsets';
import { ServiceError } from '../service-error';

export interface PartitionBounds {
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

export interface Bounds {
  /** Partitions that answered. */
  readonly known: readonly PartitionBounds[];
  readonly problems: readonly PartitionProblem[];
}

/** A failover takes a second or two; a partition without a leader may stay so. */
const patienceMs = 1_500;
const retryMs = 100;

/** First and end offsets of the partitions as they are now. Fails when no partition answers. */
export async function boundsOf(
  client: ClusterClient,
  topic: TopicMetadata,
  partitions: readonly number[],
  isolation: Isolation,
): Promise<Bounds> {
  const answers = new Map<number, PartitionBounds | ServiceError>();
  const deadline = performance.now() + patienceMs;
  for (let now = topic; ; now = await client.topic(topic.name, retryMs / 2)) {
    const asked = partitions.filter((partition) => !isKnown(answers.get(partition)));
    for (const [partition, answer] of await askBounds(client, now, asked, isolation)) answers.set(partition, answer);
    const isWorthRetry = [...answers.values()].some((answer) => answer instanceof ServiceError && answer.retriable);
    if (!isWorthRetry || performance.now() > deadline) break;
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  const known: PartitionBounds[] = [];
  const problems: PartitionProblem[] = [];
  for (const [partition, answer] of answers) {
    if (answer instanceof ServiceError) problems.push({ partition, code: answer.code, message: answer.message });
    else known.push(answer);
  }
  const [failure] = [...answers.values()].filter((answer) => answer instanceof ServiceError);
  if (known.length === 0 && failure !== undefined) throw failure;
  return { known, problems };
}

function isKnown(answer: PartitionBounds | ServiceError | undefined): boolean {
  return answer !== undefined && !(answer instanceof ServiceError);
}

async function askBounds(
  client: ClusterClient,
  topic: TopicMetadata,
  partitions: readonly number[],
  isolation: Isolation,
): Promise<Map<number, PartitionBounds | ServiceError>> {
  const wanted = [{ topic, partitions }];
  const [starts, ends] = await Promise.all([
    listOffsets(client, wanted, offsetSpec.earliest),
    listOffsets(client, wanted, offsetSpec.latest, isolation),
  ]);
  const answers = new Map<number, PartitionBounds | ServiceError>();
  for (const partition of partitions) {
    const start = starts.get(topic.name)?.get(partition);
    const end = ends.get(topic.name)?.get(partition);
    const failed = [start, end].find((answer) => answer instanceof ServiceError);
    if (failed instanceof ServiceError) answers.set(partition, failed);
    else if (start !== undefined && end !== undefined && !(start instanceof ServiceError) && !(end instanceof ServiceError))
      answers.set(partition, { partition, start: start.offset, end: Math.max(start.offset, end.offset) });
  }
  return answers;
}

/** The offset each partition has at a position; not clamped. Partitions that the position does not name are left out. */
export async function offsetsAt(
  client: ClusterClient,
  topic: TopicMetadata,
  bounds: readonly PartitionBounds[],
  position: RecordPosition,
): Promise<ReadonlyMap<number, number>> {
  const each = (offset: (bounds: PartitionBounds) => number): ReadonlyMap<number, number> =>
    new Map(bounds.map((partition) => [partition.partition, offset(partition)]));
  switch (position.kind) {
    case 'newest':
    case 'live':
      return each(({ end }) => end);
    case 'oldest':
      return each(({ start }) => start);
    case 'offset':
      return each(() => position.offset);
    case 'offsets':
      return position.offsets;
    case 'time': {
      const partitions = bounds.map(({ partition }) => partition);
      const answers = await listOffsets(client, [{ topic, partitions }], position.timestampMs);
      return each(({ partition, end }) => timeOffset(answers.get(topic.name), partition, end));
    }
    case 'group': {
      const committed = await committedOffsets(client, position.groupId, [
        { topic, partitions: bounds.map(({ partition }) => partition) },
      ]);
      return each(({ partition, end }) => committed.get(topic.name)?.get(partition)?.offset ?? end);
    }
  }
}

function timeOffset(answers: OffsetAnswers | undefined, partition: number, end: number): number {
  const answer = answers?.get(partition);
  if (answer instanceof ServiceError) throw answer;
  return answer === undefined || answer.offset < 0 ? end : answer.offset;
}
