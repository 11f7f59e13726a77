import type { Reader } from '../primitives/reader';
import type { Writer } from '../primitives/writer';
import { zeroUuid, type Uuid } from '../primitives/uuid';
import type { WireType } from './wire-type';

function scalar<Value>(
  kind: string,
  empty: Value,
  read: (reader: Reader) => Value,
  write: (writer: Writer, value: Value) => void,
): WireType<Value> {
  const codec = { read, write };
  return { kind, emptyValue: () => empty, compile: () => codec, isEmpty: (value) => value === empty };
}

export const bool = scalar(
  'bool',
  false,
  (reader) => reader.readBool(),
  (writer, value: boolean) => {
    writer.writeBool(value);
  },
);
export const int8 = scalar(
  'int8',
  0,
  (reader) => reader.readInt8(),
  (writer, value: number) => {
    writer.writeInt8(value);
  },
);
export const int16 = scalar(
  'int16',
  0,
  (reader) => reader.readInt16(),
  (writer, value: number) => {
    writer.writeInt16(value);
  },
);
export const uint16 = scalar(
  'uint16',
  0,
  (reader) => reader.readUint16(),
  (writer, value: number) => {
    writer.writeUint16(value);
  },
);
export const int32 = scalar(
  'int32',
  0,
  (reader) => reader.readInt32(),
  (writer, value: number) => {
    writer.writeInt32(value);
  },
);
/** A safe integer; bytes outside the safe range are a CodecError. */
export const int64 = scalar(
  'int64',
  0,
  (reader) => reader.readInt64(),
  (writer, value: number) => {
    writer.writeInt64(value);
  },
);
/** An int64 that clients may send beyond the safe range; it is clamped to the range's ends, which stand for those of int64. */
export const int64Saturating = scalar(
  'int64',
  0,
  (reader) => reader.readInt64Saturating(),
  (writer, value: number) => {
    writer.writeInt64Saturating(value);
  },
);
export const uuid = scalar<Uuid>(
  'uuid',
  zeroUuid,
  (reader) => reader.readUuid(),
  (writer, value) => {
    writer.writeUuid(value);
  },
);
