import { decimalText, fractionOf, integerOf, quoted, timestampText } from '../json-texts';

/** JSON of a message's fields, by name; those that are not there have no entry. */
export type FieldTexts = ReadonlyMap<string, string>;

const nano = 1_000_000_000n;
const scaleMax = 1_000;

function integer(fields: FieldTexts, name: string): bigint {
  return BigInt(fields.get(name) ?? '0');
}

function timestamp(fields: FieldTexts): string {
  return timestampText(integer(fields, 'seconds') * nano + integer(fields, 'nanos'), nano, 'Z');
}

function duration(fields: FieldTexts): string {
  const total = integer(fields, 'seconds') * nano + integer(fields, 'nanos');
  const size = total < 0n ? -total : total;
  return quoted(`${total < 0n ? '-' : ''}${size / nano}.${fractionOf(size % nano, nano)}s`);
}

function decimal(fields: FieldTexts): string {
  const value: unknown = JSON.parse(fields.get('value') ?? '""');
  const scale = Number(integer(fields, 'scale'));
  const bytes = Buffer.from(String(value), 'base64');
  if (scale < 0 || scale > scaleMax || bytes.length > 128) return plainObject(fields);
  return decimalText(integerOf(bytes), scale);
}

/** The one of its kinds that it is. */
function anyValue(fields: FieldTexts): string {
  const [first] = [...fields].filter(([name]) => name !== 'nullValue' && name !== 'null_value');
  return first === undefined ? 'null' : first[1];
}

export function plainObject(fields: FieldTexts): string {
  return `{${[...fields].map(([name, json]) => `${quoted(name)}:${json}`).join(',')}}`;
}

const wrapped = (fields: FieldTexts): string => fields.get('value') ?? 'null';
const wrappers = ['Double', 'Float', 'Int64', 'UInt64', 'Int32', 'UInt32', 'Bool', 'String', 'Bytes'];

/** Messages that JSON says in fewer words than their fields. */
export const wellKnown: ReadonlyMap<string, (fields: FieldTexts) => string> = new Map([
  ['.google.protobuf.Timestamp', timestamp],
  ['.google.protobuf.Duration', duration],
  ['.google.protobuf.Struct', (fields) => fields.get('fields') ?? '{}'],
  ['.google.protobuf.ListValue', (fields) => fields.get('values') ?? '[]'],
  ['.google.protobuf.Value', anyValue],
  ['.confluent.type.Decimal', decimal],
  ...wrappers.map((name) => [`.google.protobuf.${name}Value`, wrapped] as const),
]);
