import type { TailCursor } from '@/lib/contracts/record';
import type { TailQuery } from '@/lib/contracts/stream';
import { RecordDecoder } from '../../decode/record-decoder';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { boundsOf } from '../../kafka/partition-bounds';
import { recreated } from '../../kafka/partition-reader';
import { endOnceKnown, TailReader, type TailOutput } from '../../kafka/tail-reader';
import { pause } from '../../pause';
import { ServiceError } from '../../service-error';
import { filterOf } from '../records/filter-of';
import { chosenPartitions } from '../records/read-page';
import type { ChannelRun } from './channel-run';
import { statsLoop } from './stats-loop';
import { vectorOf } from './offset-vector';

const retryMs = 500;

/** New records of a topic as they come, from the cursor or from now on. */
export async function runTailChannel(
  run: ChannelRun,
  name: string,
  query: TailQuery,
  cursor: TailCursor | undefined,
): Promise<void> {
  const { client, sampler, schemas } = run.ctx.runtime.cluster(run.cluster);
  const { connection, id, signal } = run;
  const isolation = query.isolation ?? 'read_uncommitted';
  const begun = await begin(run, client, name, query, cursor);
  if (begun === undefined) return;
  const { topic, positions } = begun;
  connection.send('snapshot', { channel: id, kind: 'tail', data: { topicId: topic.id, next: vectorOf(positions) } });
  const decoder = new RecordDecoder(topic.name, query, schemas);
  const output: TailOutput = {
    room: async () => {
      const waited = await connection.room();
      signal.throwIfAborted();
      return waited;
    },
    records: (records, next) => {
      if (!signal.aborted) connection.send('records', { channel: id, records: [...records], next: vectorOf(next) });
    },
    gap: (gap, next) => {
      if (!signal.aborted) connection.send('gap', { ...gap, channel: id, next: vectorOf(next) });
    },
    trouble: (error) => {
      run.trouble(error);
    },
  };
  const reader = new TailReader(
    client,
    {
      topic,
      positions,
      followNewPartitions: query.p === undefined || query.p === '',
      isolation,
      filter: await filterOf(run.ctx, query, decoder),
      decoder,
      mayJump: true,
      signal,
      onTransactional: () => {
        sampler.markTransactional(topic);
      },
    },
    output,
  );
  await Promise.all([reader.run(), statsLoop(connection, id, reader, undefined, signal)]);
}

/** Waits for the cluster if it does not answer just now. Undefined: the channel was taken off meanwhile. */
async function begin(
  run: ChannelRun,
  client: ClusterClient,
  name: string,
  query: TailQuery,
  cursor: TailCursor | undefined,
): Promise<{ topic: TopicMetadata; positions: ReadonlyMap<number, number> } | undefined> {
  let inTrouble = false;
  while (!run.signal.aborted) {
    try {
      const topic = await client.topic(name);
      const positions = await startPositions(client, topic, query, cursor);
      if (inTrouble) run.trouble(undefined);
      return { topic, positions };
    } catch (error) {
      if (!(error instanceof ServiceError) || !error.retriable) throw error;
      if (!inTrouble) run.trouble(error);
      inTrouble = true;
      await pause(retryMs, run.signal);
    }
  }
  return undefined;
}

async function startPositions(
  client: ClusterClient,
  topic: TopicMetadata,
  query: TailQuery,
  cursor: TailCursor | undefined,
): Promise<ReadonlyMap<number, number>> {
  const chosen = chosenPartitions(topic, query.p);
  if (cursor !== undefined) {
    if (cursor.topicId !== topic.id) throw recreated(topic.name);
    // A partition that the cursor does not know came after it: all of it is new.
    return new Map(chosen.map((partition) => [partition, Number(cursor.next[String(partition)] ?? 0)]));
  }
  const { known } = await boundsOf(client, topic, chosen, query.isolation ?? 'read_uncommitted');
  const ends = new Map(known.map(({ partition, end }) => [partition, end]));
  // A partition that nobody leads holds up none of the others.
  return new Map(chosen.map((partition) => [partition, ends.get(partition) ?? endOnceKnown]));
}
