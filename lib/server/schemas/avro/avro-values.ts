import { uuidText } from '../../decode/uuid-text';
import { dateText, decimalText, floatText, integerOf, numberText, quoted, timestampText, timeText } from '../json-texts';
import type { MessageReader } from '../message-reader';
import { countOf, type SchemaObject } from './avro-schema';

/** Makes JSON of the value that comes next. */
export type ReadValue = (reader: MessageReader) => string;

function readInt(reader: MessageReader): bigint {
  const value = reader.readZigzag64();
  return BigInt.asIntN(32, value) === value ? value : reader.fail(`${value} is no int`);
}

export function readBytes(reader: MessageReader): Buffer {
  return reader.readSized(reader.readZigzag64());
}

function readBoolean(reader: MessageReader): string {
  const byte = reader.readUint8();
  return byte > 1 ? reader.fail(`${byte} is no boolean`) : String(byte === 1);
}

export const primitives: ReadonlyMap<string, ReadValue> = new Map([
  ['null', () => 'null'],
  ['boolean', readBoolean],
  ['int', (reader) => String(readInt(reader))],
  ['long', (reader) => String(reader.readZigzag64())],
  ['float', (reader) => floatText(reader.readBytes(4).readFloatLE(0))],
  ['double', (reader) => numberText(reader.readBytes(8).readDoubleLE(0))],
  ['bytes', (reader) => quoted(readBytes(reader).toString('base64'))],
  ['string', (reader) => quoted(readBytes(reader).toString('utf8'))],
]);

export function fixedOf(sizeBytes: number): ReadValue {
  return (reader) => quoted(reader.readBytes(sizeBytes).toString('base64'));
}

/** More digits than these are no amount of anything. */
const decimalBytesMax = 128;
const scaleMax = 1_000;

const milli = 1_000n;
const micro = 1_000_000n;
const nano = 1_000_000_000n;

const ofInt: ReadonlyMap<string, (value: bigint) => string> = new Map([
  ['date', (days) => dateText(Number(days))],
  ['time-millis', (value) => timeText(value, milli)],
]);

const ofLong: ReadonlyMap<string, (value: bigint) => string> = new Map([
  ['time-micros', (value) => timeText(value, micro)],
  ['timestamp-millis', (value) => timestampText(value, milli, 'Z')],
  ['timestamp-micros', (value) => timestampText(value, micro, 'Z')],
  ['timestamp-nanos', (value) => timestampText(value, nano, 'Z')],
  ['local-timestamp-millis', (value) => timestampText(value, milli, '')],
  ['local-timestamp-micros', (value) => timestampText(value, micro, '')],
  ['local-timestamp-nanos', (value) => timestampText(value, nano, '')],
]);

/** How a logical type says its value; undefined where there is none that is known, as Avro wants it. */
export function logicalOf(schema: SchemaObject, type: string): ReadValue | undefined {
  const name = schema['logicalType'];
  if (typeof name !== 'string') return undefined;
  const int = type === 'int' ? ofInt.get(name) : undefined;
  if (int !== undefined) return (reader) => int(readInt(reader));
  const long = type === 'long' ? ofLong.get(name) : undefined;
  if (long !== undefined) return (reader) => long(reader.readZigzag64());
  const size = countOf(schema, 'size') ?? 0;
  if (name === 'decimal' && type === 'bytes') return decimalOf(schema, readBytes);
  if (name === 'decimal' && type === 'fixed') return decimalOf(schema, (reader) => reader.readBytes(size));
  if (name === 'duration' && type === 'fixed' && size === 12) return (reader) => durationText(reader.readBytes(size));
  if (name === 'uuid' && type === 'fixed' && size === 16) return (reader) => quoted(uuidText(reader.readBytes(size)));
  return undefined;
}

function decimalOf(schema: SchemaObject, bytesOf: (reader: MessageReader) => Buffer): ReadValue | undefined {
  const scale = countOf(schema, 'scale') ?? 0;
  if (scale > scaleMax) return undefined;
  return (reader) => {
    const bytes = bytesOf(reader);
    return bytes.length > decimalBytesMax ? quoted(bytes.toString('base64')) : decimalText(integerOf(bytes), scale);
  };
}

function durationText(bytes: Buffer): string {
  return `{"months":${bytes.readUInt32LE(0)},"days":${bytes.readUInt32LE(4)},"millis":${bytes.readUInt32LE(8)}}`;
}
