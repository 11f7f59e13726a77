import type { Reader } from '../primitives/reader';
import type { Writer } from '../primitives/writer';
import { CodecError } from '../primitives/codec-error';
import type { Codec, CodecContext, WireType } from './wire-type';

/** A field with a length before it: string (16-bit), bytes and records (32-bit), or compact when flexible. */
function sized<Value extends string | Buffer>(
  kind: string,
  width: 16 | 32,
  empty: Value,
  readBody: (reader: Reader, length: number) => Value,
  sizeOf: (value: Value) => number,
  writeBody: (writer: Writer, value: Value, size: number) => void,
): WireType<Value> {
  function compile({ flexible, nullable }: CodecContext): Codec<Value, Value> {
    return {
      read(reader) {
        const length = reader.readLength(flexible, width);
        if (length >= 0) return readBody(reader, length);
        return nullable ? nullValue<Value>() : reader.fail(`null ${kind} where none is allowed`);
      },
      write(writer, value: Value | null) {
        if (value === null) {
          if (!nullable) throw new CodecError(`null ${kind} where none is allowed`, -1);
          writer.writeLength(flexible, width, -1);
          return;
        }
        const size = sizeOf(value);
        if (width === 16 && !flexible && size > 0x7fff) throw new CodecError(`${kind} of ${size} bytes is too long`, -1);
        writer.writeLength(flexible, width, size);
        writeBody(writer, value, size);
      },
    };
  }
  return { kind, emptyValue: () => empty, compile, isEmpty: (value) => value.length === 0 };
}

/** field() widens a nullable field's type to include null; the codec, made for the bare type, has no name for it. */
export function nullValue<Value>(): Value {
  return null as unknown as Value;
}

const emptyBytes = Buffer.alloc(0);

export const string = sized<string>(
  'string',
  16,
  '',
  (reader, length) => reader.readText(length),
  (value) => Buffer.byteLength(value, 'utf8'),
  (writer, value, size) => {
    writer.writeText(value, size);
  },
);

function byteType(kind: 'bytes' | 'records'): WireType<Buffer> {
  return sized<Buffer>(
    kind,
    32,
    emptyBytes,
    (reader, length) => reader.readBytes(length),
    (value) => value.length,
    (writer, value) => {
      writer.writeBytes(value);
    },
  );
}

/** Opaque bytes; decoding gives a view of the frame. */
export const bytes = byteType('bytes');
/** Record batches, opaque here: broker/protocol/records knows what is inside. */
export const records = byteType('records');
