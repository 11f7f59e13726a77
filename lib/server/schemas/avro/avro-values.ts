import { uuidText } from '../../decode/uuid-text';
import { dateText, decimalText, floatText, integerOf, numberText, quoted, timestampText, timeText } from '../json-texts';
import type { MessageReader } from '../message-reader';
import { countOf, type SchemaObject } from './avro-schema';
import type { AvroCodec, ReadValue } from './avro-type';
import {
  writeBoolean,
  writeBytes,
  writeDouble,
  writeFixed,
  writeFloat,
  writeInt,
  writeLong,
  writeNull,
  writeString,
} from './avro-write-values';
import { writeDecimal, writeDuration, writeMoment, writeUuid, writeUuidBytes } from './avro-write-logical';

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

export const primitives: ReadonlyMap<string, AvroCodec> = new Map<string, AvroCodec>([
  ['null', { read: () => 'null', write: writeNull }],
  ['boolean', { read: readBoolean, write: writeBoolean }],
  ['int', { read: (reader) => String(readInt(reader)), write: writeInt }],
  ['long', { read: (reader) => String(reader.readZigzag64()), write: writeLong }],
  ['float', { read: (reader) => floatText(reader.readBytes(4).readFloatLE(0)), write: writeFloat }],
  ['double', { read: (reader) => numberText(reader.readBytes(8).readDoubleLE(0)), write: writeDouble }],
  ['bytes', { read: (reader) => quoted(readBytes(reader).toString('base64')), write: writeBytes }],
  ['string', { read: (reader) => quoted(readBytes(reader).toString('utf8')), write: writeString }],
]);

export function fixedOf(sizeBytes: number): AvroCodec {
  return {
    read: (reader) => quoted(reader.readBytes(sizeBytes).toString('base64')),
    write: writeFixed(sizeBytes),
  };
}

/** More digits than these are no amount of anything. */
const decimalBytesMax = 128;
const scaleMax = 1_000;

interface Moments {
  readonly type: 'int' | 'long';
  readonly text: (value: bigint) => string;
  readonly write: AvroCodec['write'];
}

const moments: ReadonlyMap<string, Moments> = new Map<string, Moments>([
  ['date', { type: 'int', text: (days) => dateText(Number(days)), write: writeMoment({ kind: 'date', type: 'int' }) }],
  ['time-millis', timeOf('int', 1_000n)],
  ['time-micros', timeOf('long', 1_000_000n)],
  ['timestamp-millis', timestampOf(1_000n, 'Z')],
  ['timestamp-micros', timestampOf(1_000_000n, 'Z')],
  ['timestamp-nanos', timestampOf(1_000_000_000n, 'Z')],
  ['local-timestamp-millis', timestampOf(1_000n, '')],
  ['local-timestamp-micros', timestampOf(1_000_000n, '')],
  ['local-timestamp-nanos', timestampOf(1_000_000_000n, '')],
]);

function timeOf(type: 'int' | 'long', partsPerSecond: bigint): Moments {
  return { type, text: (value) => timeText(value, partsPerSecond), write: writeMoment({ kind: 'time', type, partsPerSecond }) };
}

function timestampOf(partsPerSecond: bigint, zone: 'Z' | ''): Moments {
  const write = writeMoment({ kind: zone === 'Z' ? 'timestamp' : 'local', type: 'long', partsPerSecond });
  return { type: 'long', text: (value) => timestampText(value, partsPerSecond, zone), write };
}

/** How a logical type says its value; undefined where there is none that is known, as Avro wants it. */
export function logicalOf(schema: SchemaObject, type: string): AvroCodec | undefined {
  const name = schema['logicalType'];
  if (typeof name !== 'string') return undefined;
  const moment = moments.get(name);
  if (moment?.type === type) {
    const { text, write } = moment;
    return { read: (reader) => text(type === 'int' ? readInt(reader) : reader.readZigzag64()), write };
  }
  const size = countOf(schema, 'size') ?? 0;
  if (name === 'decimal' && type === 'bytes') return decimalOf(schema, readBytes, undefined);
  if (name === 'decimal' && type === 'fixed') return decimalOf(schema, (reader) => reader.readBytes(size), size);
  if (name === 'duration' && type === 'fixed' && size === 12)
    return { read: (reader) => durationText(reader.readBytes(size)), write: writeDuration };
  if (name === 'uuid' && type === 'fixed' && size === 16)
    return { read: (reader) => quoted(uuidText(reader.readBytes(size))), write: writeUuidBytes };
  if (name === 'uuid' && type === 'string')
    return { read: (reader) => quoted(readBytes(reader).toString('utf8')), write: writeUuid };
  return undefined;
}

function decimalOf(
  schema: SchemaObject,
  bytesOf: (reader: MessageReader) => Buffer,
  size: number | undefined,
): AvroCodec | undefined {
  const scale = countOf(schema, 'scale') ?? 0;
  if (scale > scaleMax) return undefined;
  const read: ReadValue = (reader) => {
    const bytes = bytesOf(reader);
    return bytes.length > decimalBytesMax ? quoted(bytes.toString('base64')) : decimalText(integerOf(bytes), scale);
  };
  return { read, write: writeDecimal({ scale, precision: countOf(schema, 'precision'), size }) };
}

function durationText(bytes: Buffer): string {
  return `{"months":${bytes.readUInt32LE(0)},"days":${bytes.readUInt32LE(4)},"millis":${bytes.readUInt32LE(8)}}`;
}
