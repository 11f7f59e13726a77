import { quoted } from '../json-texts';
import type { MessageReader } from '../message-reader';

/** How values stand on the wire, by the number in their tags. */
export const wireTypes = { varint: 0, fixed64: 1, bytes: 2, groupStart: 3, groupEnd: 4, fixed32: 5 } as const;

/** A field's value as it stands on the wire, without tag and length. */
export interface WireValue {
  readonly wireType: number;
  readonly content: Buffer;
}

/** The values of a message by the numbers of their fields, in order. */
export function wireValues(reader: MessageReader): ReadonlyMap<number, readonly WireValue[]> {
  const values = new Map<number, WireValue[]>();
  while (reader.remaining > 0) {
    const { field, wireType } = readTag(reader);
    reader.countValue();
    const value = { wireType, content: readContent(reader, field, wireType) };
    const before = values.get(field);
    if (before === undefined) values.set(field, [value]);
    else before.push(value);
  }
  return values;
}

function readTag(reader: MessageReader): { field: number; wireType: number } {
  const tag = reader.readUnsignedVarint();
  const field = Math.floor(tag / 8);
  return field === 0 ? reader.fail('a field of number 0') : { field, wireType: tag % 8 };
}

function readContent(reader: MessageReader, field: number, wireType: number): Buffer {
  const start = reader.offset;
  switch (wireType) {
    case wireTypes.varint:
      reader.readVarint64();
      return reader.buffer.subarray(start, reader.offset);
    case wireTypes.fixed64:
      return reader.readBytes(8);
    case wireTypes.bytes:
      return reader.readSized(reader.readVarint64());
    case wireTypes.groupStart:
      return reader.nested(() => readGroup(reader, field));
    case wireTypes.fixed32:
      return reader.readBytes(4);
    default:
      return reader.fail(`field ${field} has wire type ${wireType}, which no value has`);
  }
}

/** Up to the tag that ends it. */
function readGroup(reader: MessageReader, group: number): Buffer {
  const start = reader.offset;
  for (;;) {
    const end = reader.offset;
    const { field, wireType } = readTag(reader);
    if (wireType !== wireTypes.groupEnd) readContent(reader, field, wireType);
    else if (field === group) return reader.buffer.subarray(start, end);
    else reader.fail(`group ${group} ends as group ${field}`);
  }
}

/** JSON of a value that no field of the schema has: what its bytes are. */
export function unknownText(reader: MessageReader, { wireType, content }: WireValue): string {
  if (wireType === wireTypes.varint) return String(reader.inner(content).readVarint64());
  if (wireType === wireTypes.fixed64) return String(content.readBigUInt64LE(0));
  if (wireType === wireTypes.fixed32) return String(content.readUInt32LE(0));
  return quoted(content.toString('base64'));
}
