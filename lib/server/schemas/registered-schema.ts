import * as z from 'zod/mini';
import { avroMessages } from './avro/avro-messages';
import type { ReadMessage } from './message-reader';
import { protobufMessages } from './protobuf/protobuf-messages';
import type { RegistryClient } from './registry-client';
import { RegistryFailure } from './registry-failure';
import { textOfId, type SchemaType } from './registry-texts';

export interface RegisteredSchema {
  readonly type: SchemaType;
  /** Where it is registered, the newest last; empty where the registry does not say. */
  readonly versions: readonly { readonly subject: string; readonly version: number }[];
  readonly read: ReadMessage;
  /** Of its text and of all it refers to. */
  readonly characters: number;
}

const versionsAnswer = z.array(z.object({ subject: z.string(), version: z.int() }));

/** The schema of that id, ready to read messages with. Rejects with a RegistryFailure. */
export async function registeredSchema(client: RegistryClient, id: number): Promise<RegisteredSchema> {
  const [{ type, text, references }, versions] = await Promise.all([textOfId(client, id), versionsOf(client, id)]);
  const texts = references.map((reference) => reference.text);
  try {
    const read = readerOf(type, text, texts);
    const characters = [text, ...texts].reduce((sum, { length }) => sum + length, 0);
    return { type, versions, read, characters };
  } catch (error) {
    throw new RegistryFailure('unusable', `It cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
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
