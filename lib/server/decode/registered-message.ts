import type { RegisteredSchema } from '../schemas/registered-schema';
import type { SchemaFacts } from '@/lib/contracts/decoding';
import type { FileSchema } from '../schemas/schema-files';
import type { SchemaRegistry } from '../schemas/schema-registry';
import { bodyOf, schemaIdOf } from '../schemas/wire-format';
import { reasoned } from './decode-payload';
import type { Decoding } from './decoded-facts';

/** A message that begins with the id of a schema, which must have been loaded. */
export function registeredMessage(registry: SchemaRegistry | null, bytes: Buffer, subject: string): Decoding {
  if (registry === null) return unread('The configuration names no Schema Registry for this cluster.');
  const id = schemaIdOf(bytes);
  if (id === undefined) return unread('It does not begin with 0 and the id of a schema.');
  const schema = registry.schema(id);
  if (schema === undefined) return unread(`The registry has not answered for schema ${id} yet.`, { id });
  if ('problem' in schema) return unread(schema.problem, { id });
  const body = reasoned(() => schema.read(bodyOf(bytes)), bytes.length);
  return { format: schema.type, body, schema: { id, ...placeOf(schema, subject), ...nameOf(body) } };
}

/** A message with nothing before it, of a topic that the configuration names a schema for. */
export function messageOfFile(schema: FileSchema, bytes: Buffer): Decoding {
  const { type: format, file } = schema;
  if ('problem' in schema) return { format, body: { problem: schema.problem }, schema: { file } };
  const body = reasoned(() => schema.read(bytes), bytes.length);
  return { format, body, schema: { file, ...nameOf(body) } };
}

function nameOf(body: { readonly name?: string } | { readonly problem: string }): Pick<SchemaFacts, 'name'> {
  return 'name' in body ? { name: body.name } : {};
}

function unread(problem: string, schema?: SchemaFacts): Decoding {
  return { format: 'schema-registry', body: { problem }, ...(schema === undefined ? {} : { schema }) };
}

/** One schema may have many subjects: that of the topic, else the newest. */
function placeOf({ versions }: RegisteredSchema, subject: string): Pick<SchemaFacts, 'subject' | 'version'> {
  return versions.findLast((version) => version.subject === subject) ?? versions.at(-1) ?? {};
}
