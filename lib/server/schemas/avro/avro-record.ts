import { quoted } from '../json-texts';
import type { JsonTree } from '../json-tree';
import { inField, type MessageReader } from '../message-reader';
import type { WriteValue } from './avro-output';
import type { AvroCodec, AvroType } from './avro-type';

/** No value is nested as deep: only a default that holds itself gets here. */
const depthMax = 250;

export interface RecordField {
  readonly name: string;
  readonly type: AvroType;
  /** Taken where a value leaves the field out. */
  readonly byDefault: JsonTree | undefined;
}

export function recordOf(recordName: string, fields: readonly RecordField[]): AvroCodec {
  const readFields = (reader: MessageReader): string =>
    fields
      .map(({ name, type }) => {
        reader.countValue();
        return `${quoted(name)}:${inField(name, () => type.read(reader))}`;
      })
      .join(',');
  const known: ReadonlySet<string> = new Set(fields.map(({ name }) => name));
  const write: WriteValue = (value, output, path) => {
    if (value.kind !== 'object') {
      output.expected(recordName, value, path);
      return;
    }
    if (path.length > depthMax) throw new RangeError(`${recordName} is nested deeper than ${depthMax} levels`);
    for (const { name, type, byDefault } of fields) {
      const given = value.fields.get(name) ?? byDefault;
      if (given === undefined) output.expected(type.name, given, [...path, name]);
      else type.write(given, output, [...path, name]);
    }
    // What is left out of the bytes without a word would be lost.
    for (const name of value.fields.keys()) {
      if (!known.has(name)) output.problem([...path, name], `${recordName} has no such field`);
    }
  };
  return { read: (reader) => reader.nested(() => `{${readFields(reader)}}`), write };
}
