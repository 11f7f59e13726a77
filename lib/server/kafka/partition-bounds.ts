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

/** First and end offsets of the partitions as they are now. Fails when no partition answers. */
export async function boundsOf(
  client: ClusterClient,
  topic: TopicMetadata,
  partitions: readonly number[],
  isolation: Isolation,
): Promise<Bounds> {
  const wanted = [{ topic, partitions }];
  const [starts, ends] = await Promise.all([
    listOffsets(client, wanted, offsetSpec.earliest),
    listOffsets(client, wanted, offsetSpec.latest, isolation),
  ]);
  const known: PartitionBounds[] = [];
  const problems: PartitionProblem[] = [];
  for (const partition of partitions) {
    const start = starts.get(topic.name)?.get(partition);
    const end = ends.get(topic.name)?.get(partition);
    const failed = [start, end].find((answer) => answer instanceof ServiceError);
    if (failed instanceof ServiceError) {
      if (partitions.length === problems.length + 1 && known.length === 0) throw failed;
      problems.push({ partition, code: failed.code, message: failed.message });
    } else if (start !== undefined && end !== undefined && !(start instanceof ServiceError) && !(end instanceof ServiceError)) {
      known.push({ partition, start: start.offset, end: Math.max(start.offset, end.offset) });
    }
  }
  return { known, problems };
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
