import type { PublishQuery, PublishRecord, PublishResponse } from '@/lib/contracts/publish';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import { errorBody } from '../../error-body';
import { writeRecords, type PlacedRecord } from '../../kafka/write-records';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { isPlaced, valueCheck, type CheckedRecord } from './check-values';
import { placeRecords } from './place-records';

export interface PublishInput {
  readonly cluster: string;
  readonly topic: string;
  readonly records: readonly PublishRecord[];
  readonly schema?: ValueSchema | undefined;
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
  const check = await valueCheck({ ctx, input: { ...input, schema: input.schema } });
  const placed = allOf(await check(placeRecords(topic, input.records)));
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

/** Throws the first refusal, with the record it is of. */
function allOf(checked: readonly CheckedRecord[]): readonly PlacedRecord[] {
  return checked.map((each, index) => {
    if (isPlaced(each)) return each;
    const { code, message, details } = each;
    throw new ServiceError(code, message, { field: checked.length === 1 ? 'value' : `${index}.value`, details });
  });
}
