import type { ValueSchema } from '@/lib/contracts/value-schema';
import type { CheckSchema } from '../../schemas/checking/check-messages';
import type { ClusterSchemas } from '../../schemas/cluster-schemas';
import { RegistryFailure } from '../../schemas/registry-failure';
import type { RegistrySubjects } from '../../schemas/registry-subjects';
import { ServiceError } from '../../service-error';

export interface ChosenSchema {
  readonly schema: CheckSchema;
  /** To be written before the value. */
  readonly id?: number;
}

/** The schema that somebody chose to check values by. */
export async function schemaOfChoice(schemas: ClusterSchemas, topic: string, choice: ValueSchema): Promise<ChosenSchema> {
  switch (choice.from) {
    case 'text':
      return { schema: { type: choice.type, text: choice.text, references: [] } };
    case 'file':
      return { schema: await ofFile(schemas, topic) };
    case 'registry': {
      if (schemas.subjects === null) throw notFound('The configuration names no Schema Registry for this cluster.');
      return ofSubject(schemas.subjects, choice);
    }
  }
}

async function ofFile({ files }: ClusterSchemas, topic: string): Promise<CheckSchema> {
  const found = await files.avroText(topic);
  if (found === undefined) throw notFound(`The configuration names no Avro schema for the values of ${topic}.`);
  if ('problem' in found) throw new ServiceError('INVALID_SCHEMA', found.problem, { field: 'schema' });
  return { type: 'avro', text: found.text, references: [] };
}

async function ofSubject(subjects: RegistrySubjects, choice: Extract<ValueSchema, { from: 'registry' }>): Promise<ChosenSchema> {
  const { subject, version, encodes } = choice;
  try {
    const { type, text, references, id } = await subjects.schema(subject, version);
    if (type === 'protobuf')
      throw new ServiceError('INVALID_SCHEMA', `${subject} is Protobuf; values are checked by Avro and JSON Schema.`, {
        field: 'schema',
      });
    return { schema: { type, text, references }, ...(encodes ? { id } : {}) };
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    throw errorOf(error, version === null ? subject : `version ${version} of ${subject}`);
  }
}

function errorOf({ kind, message }: RegistryFailure, wanted: string): ServiceError {
  switch (kind) {
    case 'missing':
      return notFound(`The registry does not have ${wanted}.`);
    case 'unusable':
      return new ServiceError('INVALID_SCHEMA', `${wanted}: ${message}`, { field: 'schema' });
    case 'silent':
      return new ServiceError('REGISTRY_UNAVAILABLE', message, { field: 'schema', retriable: true });
  }
}

function notFound(message: string): ServiceError {
  return new ServiceError('SCHEMA_NOT_FOUND', message, { field: 'schema' });
}
