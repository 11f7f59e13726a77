import path from 'node:path';
import type { ValueSchemas } from '@/lib/contracts/value-schema';
import { RegistryFailure } from '../../schemas/registry-failure';
import type { RegistrySubjects } from '../../schemas/registry-subjects';
import type { ServiceContext } from '../../service-context';

interface ListValueSchemasInput {
  readonly cluster: string;
  readonly topic: string;
}

const subjectsMax = 1_000;

/** What the values of a topic can be checked by. */
export async function listValueSchemas({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ListValueSchemasInput;
}): Promise<ValueSchemas> {
  const { schemas } = ctx.runtime.cluster(input.cluster);
  const file = schemas.files.avroFile(input.topic);
  return {
    registry: schemas.subjects === null ? null : await subjectsFor(schemas.subjects, input.topic),
    file: file === undefined ? null : path.basename(file),
  };
}

async function subjectsFor(subjects: RegistrySubjects, topic: string): Promise<NonNullable<ValueSchemas['registry']>> {
  try {
    const names = await subjects.names();
    const wanted = `${topic}-value`;
    return { subjects: names.slice(0, subjectsMax), suggested: names.includes(wanted) ? wanted : null, problem: null };
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    return { subjects: [], suggested: null, problem: error.message };
  }
}
