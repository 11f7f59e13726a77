import { floatText, numberText, quoted } from '../json-texts';
import type { MessageReader } from '../message-reader';
import { wireTypes } from './wire-values';

export interface Scalar {
  readonly wireType: number;
  /** JSON of the value that comes next. */
  read(reader: MessageReader): string;
  /** JSON of what a field has that is not there. */
  readonly absent: string;
}

const varint = (text: (value: bigint) => string): Scalar => ({
  wireType: wireTypes.varint,
  read: (reader) => text(reader.readVarint64()),
  absent: text(0n),
});

const fixed = (sizeBytes: 4 | 8, text: (bytes: Buffer) => string): Scalar => ({
  wireType: sizeBytes === 4 ? wireTypes.fixed32 : wireTypes.fixed64,
  read: (reader) => text(reader.readBytes(sizeBytes)),
  absent: '0',
});

const bytes = (text: (bytes: Buffer) => string): Scalar => ({
  wireType: wireTypes.bytes,
  read: (reader) => text(reader.readBytes(reader.remaining)),
  absent: '""',
});

const zigzag = (value: bigint): bigint => (value >> 1n) ^ -(value & 1n);

export const scalars: ReadonlyMap<string, Scalar> = new Map([
  ['int32', varint((value) => String(BigInt.asIntN(32, value)))],
  ['int64', varint((value) => String(BigInt.asIntN(64, value)))],
  ['uint32', varint((value) => String(BigInt.asUintN(32, value)))],
  ['uint64', varint(String)],
  ['sint32', varint((value) => String(zigzag(BigInt.asUintN(32, value))))],
  ['sint64', varint((value) => String(zigzag(value)))],
  ['bool', varint((value) => String(value !== 0n))],
  ['fixed32', fixed(4, (given) => String(given.readUInt32LE(0)))],
  ['sfixed32', fixed(4, (given) => String(given.readInt32LE(0)))],
  ['float', fixed(4, (given) => floatText(given.readFloatLE(0)))],
  ['fixed64', fixed(8, (given) => String(given.readBigUInt64LE(0)))],
  ['sfixed64', fixed(8, (given) => String(given.readBigInt64LE(0)))],
  ['double', fixed(8, (given) => numberText(given.readDoubleLE(0)))],
  ['string', bytes((given) => quoted(given.toString('utf8')))],
  ['bytes', bytes((given) => quoted(given.toString('base64')))],
]);

/** An enum's value by its name; by its number where it has none. */
export function enumOf(names: Readonly<Record<number, string>>): Scalar {
  return varint((value) => {
    const number = Number(BigInt.asIntN(32, value));
    const name = names[number];
    return name === undefined ? String(number) : quoted(name);
  });
}
