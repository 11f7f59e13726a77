import * as z from 'zod/mini';
import { avroMessages } from './avro/avro-messages';
import type { ReadMessage } from './message-reader';
import { protobufMessages } from './protobuf/protobuf-messages';
import type { RegistryClient } from './registry-client';
import { RegistryFailure } from './registry-failure';

export type SchemaType = 'avro' | 'protobuf' | 'json-schema';

export interface RegisteredSchema {
  readonly type: SchemaType;
  /** Where it is registered, the newest last; empty where the registry does not say. */
  readonly versions: readonly { readonly subject: string; readonly version: number }[];
  readonly read: ReadMessage;
  /** Of its text and of all it refers to. */
  readonly characters: number;
}

const referencesMax = 200;

const reference = z.object({ name: z.string(), subject: z.string(), version: z.int() });
const schemaAnswer = z.object({
  schema: z.string(),
  schemaType: z._default(z.string(), 'AVRO'),
  references: z._default(z.nullable(z.array(reference)), null),
});
const versionsAnswer = z.array(z.object({ subject: z.string(), version: z.int() }));

type SchemaAnswer = z.infer<typeof schemaAnswer>;

/** The schema of that id, ready to read messages with. Rejects with a RegistryFailure. */
export async function registeredSchema(client: RegistryClient, id: number): Promise<RegisteredSchema> {
  const [answer, versions] = await Promise.all([ask(client, `/schemas/ids/${id}`), versionsOf(client, id)]);
  const references = new References(client);
  await references.add(answer);
  const type = typeOf(answer.schemaType);
  try {
    const read = readerOf(type, answer.schema, references.schemas);
    const characters = [answer.schema, ...references.schemas].reduce((sum, { length }) => sum + length, 0);
    return { type, versions, read, characters };
  } catch (error) {
    throw new RegistryFailure('unusable', `It cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function ask(client: RegistryClient, path: string): Promise<SchemaAnswer> {
  const answer = schemaAnswer.safeParse(await client.get(path));
  if (!answer.success) throw new RegistryFailure('unusable', 'What the registry answers is no schema.');
  return answer.data;
}

/** For people only: older registries do not say, and messages are read without it. */
async function versionsOf(client: RegistryClient, id: number): Promise<RegisteredSchema['versions']> {
  try {
    const answer = versionsAnswer.safeParse(await client.get(`/schemas/ids/${id}/versions`));
    return answer.success ? answer.data : [];
  } catch (error) {
    if (error instanceof RegistryFailure) return [];
    throw error;
  }
}

/** The schemas that one refers to, each after those that it refers to itself. */
class References {
  readonly schemas: string[] = [];
  readonly #client: RegistryClient;
  readonly #seen = new Set<string>();

  constructor(client: RegistryClient) {
    this.#client = client;
  }

  async add({ references }: SchemaAnswer): Promise<void> {
    for (const { name, subject, version } of references ?? []) {
      const path = `/subjects/${encodeURIComponent(subject)}/versions/${version}`;
      if (this.#seen.has(path)) continue;
      this.#seen.add(path);
      if (this.#seen.size > referencesMax)
        throw new RegistryFailure('unusable', `It refers to more than ${referencesMax} other schemas.`);
      const answer = await this.#ask(path, name);
      await this.add(answer);
      this.schemas.push(answer.schema);
    }
  }

  async #ask(path: string, name: string): Promise<SchemaAnswer> {
    try {
      return await ask(this.#client, path);
    } catch (error) {
      if (!(error instanceof RegistryFailure) || error.kind !== 'missing') throw error;
      throw new RegistryFailure('unusable', `It refers to ${name}, which is not in the registry.`);
    }
  }
}

function typeOf(schemaType: string): SchemaType {
  switch (schemaType) {
    case 'AVRO':
      return 'avro';
    case 'PROTOBUF':
      return 'protobuf';
    case 'JSON':
      return 'json-schema';
    default:
      throw new RegistryFailure('unusable', `Its type is ${schemaType}, which is not read here.`);
  }
}

function readerOf(type: SchemaType, schema: string, references: readonly string[]): ReadMessage {
  if (type === 'avro') return avroMessages(schema, references);
  return type === 'protobuf' ? protobufMessages(schema, references) : jsonMessage;
}

/** Its schema says what may stand in it; it is JSON as it is. */
function jsonMessage(body: Buffer): { json: string } {
  const json = body.toString('utf8');
  JSON.parse(json);
  return { json };
}
