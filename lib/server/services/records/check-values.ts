import { isUtf8 } from 'node:buffer';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import type { PlacedRecord } from '../../kafka/write-records';
import type { CheckedText, CheckSchema } from '../../schemas/checking/check-messages';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { withSchemaId } from '../../schemas/wire-format';
import { schemaOfChoice } from './schema-of-choice';

interface CheckValuesInput {
  readonly cluster: string;
  readonly topic: string;
  readonly schema: ValueSchema | undefined;
}

/** A record as it is to be written, or why not. */
export type CheckedRecord = PlacedRecord | ServiceError;

/** One answer for each. */
export type CheckValues = (placed: readonly PlacedRecord[]) => Promise<readonly CheckedRecord[]>;

export function isPlaced(checked: CheckedRecord): checked is PlacedRecord {
  return !(checked instanceof ServiceError);
}

const problemsInMessage = 3;

/** Checks the values of records by a schema, if one is chosen. Null values are none, and pass. */
export async function valueCheck({ ctx, input }: { ctx: ServiceContext; input: CheckValuesInput }): Promise<CheckValues> {
  const { cluster, topic, schema: choice } = input;
  if (choice === undefined) return (placed) => Promise.resolve(placed);
  const { schema, id } = await schemaOfChoice(ctx.runtime.cluster(cluster).schemas, topic, choice);
  return async (placed) => {
    const indexes = [...placed.keys()].filter((index) => isText(placed[index]));
    const texts = indexes.map((index) => placed[index]?.record.value?.toString('utf8') ?? '');
    const results = await ask(ctx, schema, texts);
    const resultOf = new Map(indexes.map((index, at) => [index, results[at]]));
    return placed.map((each, index) => {
      const { value } = each.record;
      if (value === null) return each;
      const { problems, avro } = resultOf.get(index) ?? { problems: ['value: expected JSON, found bytes that are no UTF-8'] };
      if (problems.length > 0) return mismatch(problems);
      return id === undefined ? each : { ...each, record: { ...each.record, value: withSchemaId(id, avro ?? value) } };
    });
  };
}

function isText(placed: PlacedRecord | undefined): boolean {
  const value = placed?.record.value ?? null;
  return value !== null && isUtf8(value);
}

async function ask(ctx: ServiceContext, schema: CheckSchema, texts: readonly string[]): Promise<readonly CheckedText[]> {
  const answer = await ctx.runtime.checks.check({ schema, texts });
  if (answer.kind === 'checked') return answer.results;
  throw unusableSchema(answer.reason);
}

export function unusableSchema(reason: string): ServiceError {
  return new ServiceError('INVALID_SCHEMA', `The schema cannot be used: ${reason}`, {
    field: 'schema',
    details: { fault: reason },
  });
}

function mismatch(problems: readonly string[]): ServiceError {
  const more = problems.length - problemsInMessage;
  const told = problems.slice(0, problemsInMessage).join('; ');
  return new ServiceError('SCHEMA_MISMATCH', more > 0 ? `${told}; and ${more} more` : told, {
    field: 'value',
    details: { problems: problems.join('\n') },
  });
}
