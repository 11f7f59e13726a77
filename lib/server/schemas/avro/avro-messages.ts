import { MessageReader, type ReadMessage } from '../message-reader';
import { AvroTypes } from './avro-types';

/** Messages of an Avro schema. Those it refers to come first, each after what it refers to itself. */
export function avroMessages(schema: string, references: readonly string[]): ReadMessage {
  const types = new AvroTypes();
  for (const reference of references) types.add(JSON.parse(reference));
  const root = types.add(JSON.parse(schema));
  return (body) => {
    const reader = new MessageReader(body);
    const json = root.read(reader);
    if (reader.remaining > 0) reader.fail(`${reader.remaining} bytes more than the schema has`);
    return root.isObject && root.name !== 'map' ? { json, name: root.name } : { json };
  };
}
