import type { SampleRequest, SampleResponse } from '@/lib/contracts/value-schema';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { unusableSchema } from './check-values';
import { schemaOfChoice } from './schema-of-choice';

interface SampleInput {
  readonly cluster: string;
  readonly topic: string;
  readonly request: SampleRequest;
}

/** Makes up a value of a schema, for a form to begin with. */
export async function sampleValue({ ctx, input }: { ctx: ServiceContext; input: SampleInput }): Promise<SampleResponse> {
  const { schemas } = ctx.runtime.cluster(input.cluster);
  const { schema } = await schemaOfChoice(schemas, input.topic, input.request.schema);
  const answer = await ctx.runtime.checks.sample(schema);
  if (answer.kind === 'unusable') throw unusableSchema(answer.reason);
  if (answer.kind === 'unsampled')
    throw new ServiceError('NO_SAMPLE', `The schema gives no sample: ${answer.reason}`, {
      field: 'schema',
      details: { fault: answer.reason },
    });
  return { value: answer.text };
}
