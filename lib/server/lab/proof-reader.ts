import type { KafkaRecord } from '@/lib/contracts/record';
import type { ClusterClient } from '../kafka/cluster-client';
import type { TopicMetadata } from '../kafka/cluster-metadata';
import { TailReader } from '../kafka/tail-reader';
import type { ServiceError } from '../service-error';
import type { ProofLane } from './proof-lane';
import { numberOfRecord } from './proof-record';

interface ProofReaderOptions {
  readonly client: ClusterClient;
  readonly topic: TopicMetadata;
  readonly run: string;
  readonly lanes: ReadonlyMap<number, ProofLane>;
  /** Where the run began, by partition. */
  readonly starts: ReadonlyMap<number, number>;
  readonly onTrouble: (error: ServiceError | undefined) => void;
  readonly signal: AbortSignal;
}

/** Reads what the run wrote, and looks for every number. Resolves when the signal fires; rejects when the topic is gone. */
export async function readProof({ client, topic, run, lanes, starts, onTrouble, signal }: ProofReaderOptions): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const again = new AbortController();
    const stop = (): void => again.abort();
    signal.addEventListener('abort', stop);
    const reader = new TailReader(
      client,
      {
        topic,
        positions: starts,
        followNewPartitions: false,
        isolation: 'read_uncommitted',
        filter: undefined,
        mayJump: false,
        signal: again.signal,
      },
      {
        room: () => Promise.resolve(0),
        records: (rows, next) => adopt(rows, next, run, lanes),
        gap: ({ reason, ranges }) => {
          if (reason === 'retention') for (const { partition } of ranges) lanes.get(partition)?.expectGap();
          // What was read there is gone: everything is counted anew, so that it shows as lost.
          if (reason === 'truncated') again.abort();
        },
        trouble: onTrouble,
      },
    );
    await reader.run();
    signal.removeEventListener('abort', stop);
    if (isOver()) return;
    for (const lane of lanes.values()) lane.recount();
  }
}

function adopt(
  rows: readonly KafkaRecord[],
  next: ReadonlyMap<number, number>,
  run: string,
  lanes: ReadonlyMap<number, ProofLane>,
): void {
  for (const row of rows) {
    const number = numberOfRecord(row, run);
    if (number !== undefined) lanes.get(row.partition)?.found(number);
  }
  for (const [partition, position] of next) lanes.get(partition)?.reached(position);
}
