import * as z from 'zod/mini';
import type { RegistryClient } from './registry-client';
import { RegistryFailure } from './registry-failure';

export type SchemaType = 'avro' | 'protobuf' | 'json-schema';

/** As other schemas refer to it. */
export interface NamedSchema {
  readonly name: string;
  readonly text: string;
}

export interface RegistryText {
  readonly type: SchemaType;
  readonly text: string;
  /** Those it refers to, each after what it refers to itself. */
  readonly references: readonly NamedSchema[];
}

export interface SubjectText extends RegistryText {
  readonly id: number;
  readonly version: number;
}

const referencesMax = 200;

const reference = z.object({ name: z.string(), subject: z.string(), version: z.int() });
const schemaAnswer = z.object({
  schema: z.string(),
  schemaType: z._default(z.string(), 'AVRO'),
  references: z._default(z.nullable(z.array(reference)), null),
});
const subjectAnswer = z.extend(schemaAnswer, { id: z.int(), version: z.int() });

type SchemaAnswer = z.infer<typeof schemaAnswer>;

/** The schema of that id, and those it refers to. Rejects with a RegistryFailure. */
export async function textOfId(client: RegistryClient, id: number): Promise<RegistryText> {
  return textOf(client, await ask(client, `/schemas/ids/${id}`, schemaAnswer));
}

/** The same for a version of a subject; null: the latest. */
export async function textOfSubject(client: RegistryClient, subject: string, version: number | null): Promise<SubjectText> {
  const answer = await ask(client, pathOf(subject, version), subjectAnswer);
  return { ...(await textOf(client, answer)), id: answer.id, version: answer.version };
}

function pathOf(subject: string, version: number | null): string {
  return `/subjects/${encodeURIComponent(subject)}/versions/${version ?? 'latest'}`;
}

async function textOf(client: RegistryClient, answer: SchemaAnswer): Promise<RegistryText> {
  const references = new References(client);
  await references.add(answer);
  return { type: typeOf(answer.schemaType), text: answer.schema, references: references.schemas };
}

async function ask<Schema extends z.ZodMiniType>(client: RegistryClient, path: string, schema: Schema): Promise<z.infer<Schema>> {
  const answer = z.safeParse(schema, await client.get(path));
  if (!answer.success) throw new RegistryFailure('unusable', 'What the registry answers is no schema.');
  return answer.data;
}

/** The schemas that one refers to, each after those that it refers to itself. */
class References {
  readonly schemas: NamedSchema[] = [];
  readonly #client: RegistryClient;
  readonly #seen = new Set<string>();

  constructor(client: RegistryClient) {
    this.#client = client;
  }

  async add({ references }: SchemaAnswer): Promise<void> {
    for (const { name, subject, version } of references ?? []) {
      const path = pathOf(subject, version);
      if (this.#seen.has(path)) continue;
      this.#seen.add(path);
      if (this.#seen.size > referencesMax)
        throw new RegistryFailure('unusable', `It refers to more than ${referencesMax} other schemas.`);
      const answer = await this.#ask(path, name);
      await this.add(answer);
      this.schemas.push({ name, text: answer.schema });
    }
  }

  async #ask(path: string, name: string): Promise<SchemaAnswer> {
    try {
      return await ask(this.#client, path, schemaAnswer);
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
