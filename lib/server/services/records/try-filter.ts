import type { TryFilterAnswer, TryFilterQuery } from '@/lib/contracts/record';
import { RecordDecoder } from '../../decode/record-decoder';
import { filterRecordOf } from '../../filter/filter-payload';
import { parseOffset } from '../../records/record-position';
import type { ServiceContext } from '../../service-context';
import { findRecord } from './read-record';

export interface TryFilterInput {
  readonly cluster: string;
  readonly topic: string;
  readonly query: TryFilterQuery;
}

/** Checks an expression without reading a topic, and tries it on one record if one is named. */
export async function tryFilter({ ctx, input }: { ctx: ServiceContext; input: TryFilterInput }): Promise<TryFilterAnswer> {
  const { f, partition, offset } = input.query;
  const records = [];
  if (partition !== undefined && offset !== undefined) {
    const place = { partition: parseOffset(partition, 'partition'), offset: parseOffset(offset, 'offset') };
    const { read } = await findRecord(ctx, { cluster: input.cluster, topic: input.topic, ...place });
    const decoder = new RecordDecoder(input.topic, input.query, ctx.runtime.cluster(input.cluster).schemas);
    await decoder.prepare([read]);
    records.push(filterRecordOf(read.partition, read.record, decoder.payload));
  }
  const answer = await ctx.runtime.filters.ask({ expression: f, records });
  if (answer.kind === 'invalid') return { fault: answer.fault, matches: null, failure: null };
  return { fault: null, matches: answer.matches[0] ?? null, failure: answer.firstFault?.message ?? null };
}
