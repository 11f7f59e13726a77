import { ServiceError } from '../service-error';
import type { ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { listOffsets } from './list-offsets';

/** Requests to one leader at a time: enough to hide the way there and back, few enough to leave it room for others. */
const atOnceMax = 6;

export interface OffsetsByTime {
  /** Per partition, the offset of the first record at or after each moment; −1 where there is none. */
  readonly offsets: ReadonlyMap<number, readonly number[]>;
  /** Partitions of which a moment got no answer: they are not asked again. */
  readonly failed: ReadonlyMap<number, ServiceError>;
}

/** Many moments of the same partitions. A request has each partition but once, so every moment is one of its own. */
export async function offsetsByTime(
  client: ClusterClient,
  topic: TopicMetadata,
  partitions: readonly number[],
  momentsMs: readonly number[],
  signal: AbortSignal,
): Promise<OffsetsByTime> {
  const offsets = new Map(partitions.map((partition) => [partition, new Array<number>(momentsMs.length).fill(-1)]));
  const failed = new Map<number, ServiceError>();
  let next = 0;
  const ask = async (): Promise<void> => {
    while (next < momentsMs.length && offsets.size > 0) {
      signal.throwIfAborted();
      const index = next++;
      const answers = await listOffsets(client, [{ topic, partitions: [...offsets.keys()] }], momentsMs[index] ?? 0);
      for (const [partition, answer] of answers.get(topic.name) ?? []) {
        const known = offsets.get(partition);
        if (known === undefined) continue;
        if (!(answer instanceof ServiceError)) known[index] = answer.offset;
        else {
          offsets.delete(partition);
          failed.set(partition, answer);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: atOnceMax }, ask));
  return { offsets, failed };
}
