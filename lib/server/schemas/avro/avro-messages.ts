import { jsonTree } from '../json-tree';
import { MessageReader, type ReadMessage } from '../message-reader';
import type { ValueProblem } from '../value-problem';
import { AvroOutput } from './avro-output';
import type { AvroType } from './avro-type';
import { AvroTypes } from './avro-types';

/** Messages of an Avro schema. Those it refers to come first, each after what it refers to itself. */
export function avroMessages(schema: string, references: readonly string[]): ReadMessage {
  const root = rootType(schema, references);
  return (body) => {
    const reader = new MessageReader(body);
    const json = root.read(reader);
    if (reader.remaining > 0) reader.fail(`${reader.remaining} bytes more than the schema has`);
    return root.isObject && root.name !== 'map' ? { json, name: root.name } : { json };
  };
}

/** Makes messages of JSON, or says why it cannot. The text must be JSON. */
export type WriteMessage = (json: string) => { readonly bytes: Buffer } | { readonly problems: readonly ValueProblem[] };

export function avroWriter(schema: string, references: readonly string[]): WriteMessage {
  const root = rootType(schema, references);
  return (json) => {
    const output = new AvroOutput();
    root.write(jsonTree(json), output, []);
    return output.problems.length === 0 ? { bytes: output.bytes } : { problems: output.problems };
  };
}

function rootType(schema: string, references: readonly string[]): AvroType {
  const types = new AvroTypes();
  for (const reference of references) types.add(JSON.parse(reference));
  return types.add(JSON.parse(schema));
}
