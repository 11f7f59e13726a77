import type { CheckRequest, CheckResponse, PublishRecord } from '@/lib/contracts/publish';
import { errorBody } from '../../error-body';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { recordBytes } from '../../kafka/write-records';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { isPlaced, valueCheck, type CheckedRecord } from './check-values';
import { placeRecords } from './place-records';
import { refusalOf } from './refusal-of';

interface CheckInput {
  readonly cluster: string;
  readonly topic: string;
  readonly request: CheckRequest;
}

/** A dry run: each record is looked at alone, and nothing is written. */
export async function checkRecords({ ctx, input }: { ctx: ServiceContext; input: CheckInput }): Promise<CheckResponse> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  const refusal = await refusalOf(client, topic.name);
  const check = await valueCheck({ ctx, input: { ...input, schema: input.request.schema } });
  const { records } = input.request;
  const placed = records.map((record) => placedOrRefused(topic, record));
  const checked = [...(await check(placed.filter(isPlaced)))];
  return records.map((record, index) => {
    const first = placed[index];
    const each = first instanceof ServiceError ? first : checked.shift();
    if (each === undefined) throw new RangeError('a record without a check');
    const refused = isPlaced(each) ? refusal(each.record, 'none') : each;
    if (refused !== undefined || !isPlaced(each)) return { error: errorBody(refused, ctx.requestId) };
    const isFree = each.record.key === null && (record.partition ?? null) === null;
    return { partition: isFree ? null : each.partition, bytes: recordBytes(each.record) };
  });
}

function placedOrRefused(topic: TopicMetadata, record: PublishRecord): CheckedRecord {
  try {
    const [placed] = placeRecords(topic, [record]);
    return placed ?? new ServiceError('INVALID_RECORD', 'There is no record.');
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error;
  }
}
