import type { CheckRequest, CheckResponse } from '@/lib/contracts/publish';
import { errorBody } from '../../error-body';
import { recordBytes } from '../../kafka/write-records';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
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
  return input.request.records.map((record) => {
    try {
      const [placed] = placeRecords(topic, [record]);
      if (placed === undefined) throw new ServiceError('INVALID_RECORD', 'There is no record.');
      const refused = refusal(placed.record, 'none');
      if (refused !== undefined) throw refused;
      const isFree = placed.record.key === null && (record.partition ?? null) === null;
      return { partition: isFree ? null : placed.partition, bytes: recordBytes(placed.record) };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { error: errorBody(error, ctx.requestId) };
    }
  });
}
