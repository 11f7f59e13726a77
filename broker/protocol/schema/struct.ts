import { CodecError } from '../primitives/codec-error';
import { taggedFieldCountMax } from '../primitives/limits';
import type { Reader } from '../primitives/reader';
import { Writer } from '../primitives/writer';
import { nullValue } from './sized-types';
import { includes, parseVersions } from './versions';
import type { Codec, CodecContext, Field, WireType } from './wire-type';

export type Fields = Readonly<Record<string, Field>>;

type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K]['optional'] extends false ? never : K }[keyof F];
type FieldValue<T> = T extends Field<infer Value, infer _> ? Value : never;
type FieldInput<T> = T extends Field<infer _, infer Input> ? Input : never;

/** What decoding a structure gives: every field, with its default where the version has none. */
export type StructValue<F extends Fields> = { [K in keyof F]: FieldValue<F[K]> };
/** What encoding a structure takes. */
export type StructInput<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: FieldInput<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: FieldInput<F[K]> | undefined;
};

export interface StructType<F extends Fields> extends WireType<StructValue<F>, StructInput<F>> {
  readonly fields: F;
}

type Plain = Record<string, unknown>;

interface BoundField {
  name: string;
  codec: Codec<unknown, unknown>;
  defaultValue: () => unknown;
  isDefault: (value: unknown) => boolean;
}

interface Layout {
  plain: readonly BoundField[];
  tagged: ReadonlyMap<number, BoundField>;
  /** Fields this version lacks; decoding gives their defaults. */
  absent: readonly { name: string; defaultValue: () => unknown }[];
  flexible: boolean;
}

function isDefaultOf(field: Field, value: unknown): boolean {
  const fallback = field.defaultValue();
  if (field.hasDefault) return value === fallback;
  return value !== null && field.type.isEmpty(value);
}

function layoutOf(fields: Fields, { version, flexible }: CodecContext): Layout {
  const plain: BoundField[] = [];
  const tagged: [number, BoundField][] = [];
  const absent: { name: string; defaultValue: () => unknown }[] = [];
  for (const [name, field] of Object.entries(fields)) {
    if (!includes(parseVersions(field.versions), version)) {
      absent.push({ name, defaultValue: field.defaultValue });
      continue;
    }
    const nullable = includes(parseVersions(field.nullable), version);
    const codec = field.type.compile({ version, flexible: flexible && !field.neverCompact, nullable });
    const bound = { name, codec, defaultValue: field.defaultValue, isDefault: (value: unknown) => isDefaultOf(field, value) };
    const isTagged = field.tag !== undefined && includes(parseVersions(field.taggedVersions), version);
    if (isTagged) tagged.push([field.tag, bound]);
    else plain.push(bound);
  }
  tagged.sort(([a], [b]) => a - b);
  return { plain, tagged: new Map(tagged), absent, flexible };
}

function at<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof CodecError ? error.within(name) : error;
  }
}

function readTagged(layout: Layout, reader: Reader, target: Plain): void {
  for (const field of layout.tagged.values()) target[field.name] = field.defaultValue();
  const count = reader.readUnsignedVarint();
  if (count > taggedFieldCountMax) reader.fail(`${count} tagged fields`);
  let previousTag = -1;
  for (let index = 0; index < count; index += 1) {
    const tag = reader.readUnsignedVarint();
    if (tag <= previousTag) reader.fail(`tag ${tag} after tag ${previousTag}`);
    previousTag = tag;
    const size = reader.readUnsignedVarint();
    const end = reader.take(size) + size;
    const field = layout.tagged.get(tag);
    if (field === undefined) continue;
    reader.offset = end - size;
    target[field.name] = at(field.name, () => field.codec.read(reader));
    if (reader.offset !== end) reader.fail(`tag ${tag} is not ${size} bytes long`);
  }
}

function writeTagged(layout: Layout, writer: Writer, value: Plain): void {
  const present = [...layout.tagged].filter(([, field]) => {
    const input = value[field.name];
    return input !== undefined && !field.isDefault(input);
  });
  writer.writeUnsignedVarint(present.length);
  for (const [tag, field] of present) {
    const body = new Writer(64);
    at(field.name, () => {
      field.codec.write(body, value[field.name]);
    });
    writer.writeUnsignedVarint(tag);
    writer.writeUnsignedVarint(body.size);
    for (const part of body.finish()) writer.writeBytes(part);
  }
}

function readStruct(layout: Layout, reader: Reader): Plain {
  const target: Plain = {};
  let current = '';
  try {
    for (const field of layout.plain) {
      current = field.name;
      target[current] = field.codec.read(reader);
    }
  } catch (error) {
    throw error instanceof CodecError ? error.within(current) : error;
  }
  for (const field of layout.absent) target[field.name] = field.defaultValue();
  if (layout.flexible) readTagged(layout, reader, target);
  return target;
}

function writeStruct(layout: Layout, writer: Writer, value: Plain): void {
  let current = '';
  try {
    for (const field of layout.plain) {
      current = field.name;
      const input = value[current];
      field.codec.write(writer, input === undefined ? field.defaultValue() : input);
    }
  } catch (error) {
    throw error instanceof CodecError ? error.within(current) : error;
  }
  if (layout.flexible) writeTagged(layout, writer, value);
}

/** A structure of fields in wire order. A nullable one has a marker byte before it: −1 null, 1 present. */
export function struct<const F extends Fields>(fields: F): StructType<F> {
  const entries = Object.entries(fields);
  const emptyValue = (): StructValue<F> => {
    const value: Plain = {};
    for (const [name, field] of entries) value[name] = field.defaultValue();
    return value as StructValue<F>;
  };
  return {
    kind: 'struct',
    fields,
    emptyValue,
    isEmpty: (value) => entries.every(([name, field]) => isDefaultOf(field, (value as Plain)[name] ?? field.defaultValue())),
    compile(context) {
      const layout = layoutOf(fields, context);
      return {
        read(reader) {
          if (context.nullable && reader.readInt8() < 0) return nullValue<StructValue<F>>();
          return readStruct(layout, reader) as StructValue<F>;
        },
        write(writer, value: StructInput<F> | null) {
          if (context.nullable) writer.writeInt8(value === null ? -1 : 1);
          if (value !== null) writeStruct(layout, writer, value);
          else if (!context.nullable) throw new CodecError('null structure where none is allowed', -1);
        },
      };
    },
  };
}
