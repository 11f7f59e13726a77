import type { PublishQuery, PublishRecord, PublishResponse } from '@/lib/contracts/publish';
import { errorBody } from '../../error-body';
import { writeRecords } from '../../kafka/write-records';
import type { ServiceContext } from '../../service-context';
import { placeRecords } from './place-records';

export interface PublishInput {
  readonly cluster: string;
  readonly topic: string;
  readonly records: readonly PublishRecord[];
  readonly query: PublishQuery;
}

export interface Published {
  readonly results: PublishResponse;
  /** The first failure, when nothing was written. */
  readonly failure: unknown;
}

/** Writes the records, all of them checked before the first is. Every record has its result. */
export async function publish({ ctx, input }: { ctx: ServiceContext; input: PublishInput }): Promise<Published> {
  const { client, producer, sampler } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  const placed = placeRecords(topic, input.records);
  const outcomes = await writeRecords({ client, producer, topic }, placed, { ...input.query, signal: ctx.signal });
  sampler.expire(topic);
  const failures = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
  const results = outcomes.map((outcome) => {
    if ('error' in outcome) return { error: errorBody(outcome.error, ctx.requestId) };
    const { partition, offset, timestampMs } = outcome;
    return { partition, offset: offset === undefined ? null : String(offset), timestamp: String(timestampMs) };
  });
  return { results, failure: failures.length === outcomes.length ? failures[0] : undefined };
}
