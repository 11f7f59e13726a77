import type { CheckRequest, CheckResponse } from '@/lib/contracts/publish';
import { errorBody } from '../../error-body';
import { describeConfigs } from '../../kafka/configs';
import { recordBytes } from '../../kafka/write-records';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { placeRecords } from './place-records';

/** A batch has at least this much beside what recordBytes() counts: what surely does not fit is refused, no more. */
const batchOverheadBytes = 36;

interface CheckInput {
  readonly cluster: string;
  readonly topic: string;
  readonly request: CheckRequest;
}

/** A dry run: each record is looked at alone, and nothing is written. */
export async function checkRecords({ ctx, input }: { ctx: ServiceContext; input: CheckInput }): Promise<CheckResponse> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  const configs = await describeConfigs(client, 'topic', input.topic);
  const maxMessageBytes = Number(configs.find(({ name }) => name === 'max.message.bytes')?.value ?? Number.POSITIVE_INFINITY);
  return input.request.records.map((record) => {
    try {
      const [placed] = placeRecords(topic, [record]);
      if (placed === undefined) throw new ServiceError('INVALID_RECORD', 'There is no record.');
      const bytes = recordBytes(placed.record);
      if (bytes + batchOverheadBytes > maxMessageBytes) {
        throw new ServiceError('MESSAGE_TOO_LARGE', `It has ${bytes} bytes, and ${input.topic} takes ${maxMessageBytes}.`, {
          details: { maxMessageBytes },
        });
      }
      const isFree = placed.record.key === null && (record.partition ?? null) === null;
      return { partition: isFree ? null : placed.partition, bytes };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { error: errorBody(error, ctx.requestId) };
    }
  });
}
