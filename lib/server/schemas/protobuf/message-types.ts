import { Enum, MapField, Type, type Field } from 'protobufjs';
import { quoted } from '../json-texts';
import { inField, type MessageReader } from '../message-reader';
import { enumOf, scalars, type Scalar } from './scalars';
import { plainObject, wellKnown } from './well-known';
import { unknownText, wireTypes, wireValues, type WireValue } from './wire-values';

/** What a value is: a scalar, or a message, which stands on the wire as bytes or as a group. */
type ValueKind = { readonly scalar: Scalar } | { readonly message: Type; readonly wireType: number };

interface FieldPlan {
  readonly number: number;
  readonly name: string;
  readonly isList: boolean;
  readonly value: ValueKind;
  /** Set for a map: its entries are messages of two fields. */
  readonly key: Scalar | undefined;
  /** What is said of it when it is not there; undefined for nothing. */
  readonly absent: string | undefined;
}

/** Reads messages of types that were parsed, in the words of their schema. A schema is data here: no code is made of it. */
export class MessageTypes {
  readonly #plans = new Map<Type, readonly FieldPlan[]>();

  /** JSON of a message of this type, which takes up all that is left. */
  read(type: Type, reader: MessageReader): string {
    return reader.nested(() => {
      const values = wireValues(reader);
      const texts = new Map<string, string>();
      const unknown = new Map(values);
      for (const field of this.#planOf(type)) {
        reader.countValue();
        const given = values.get(field.number) ?? [];
        const fitting = given.filter((value) => fits(field, value));
        const text = fitting.length === 0 ? field.absent : inField(field.name, () => this.#fieldText(field, fitting, reader));
        if (text !== undefined) texts.set(field.name, text);
        if (fitting.length === given.length) unknown.delete(field.number);
      }
      for (const [number, given] of unknown)
        texts.set(String(number), `[${given.map((value) => unknownText(reader, value)).join(',')}]`);
      return (wellKnown.get(type.fullName) ?? plainObject)(texts);
    });
  }

  #planOf(type: Type): readonly FieldPlan[] {
    const known = this.#plans.get(type);
    if (known !== undefined) return known;
    const plan = type.fieldsArray.map(planOf);
    this.#plans.set(type, plan);
    return plan;
  }

  #fieldText(field: FieldPlan, values: readonly WireValue[], reader: MessageReader): string {
    const { key, value, isList } = field;
    if (key !== undefined) return this.#mapText(key, value, values, reader);
    if (isList) return `[${values.flatMap((each) => this.#listTexts(value, each, reader)).join(',')}]`;
    // The last of several counts; of a message that comes in parts, all of them.
    if ('message' in value) return this.read(value.message, reader.inner(Buffer.concat(values.map(({ content }) => content))));
    return value.scalar.read(reader.inner(values.at(-1)?.content ?? Buffer.alloc(0)));
  }

  /** One value, or many that are packed. */
  #listTexts(value: ValueKind, { wireType, content }: WireValue, reader: MessageReader): readonly string[] {
    const inner = reader.inner(content);
    if ('message' in value) return [this.read(value.message, inner)];
    if (wireType === value.scalar.wireType) return [value.scalar.read(inner)];
    const texts: string[] = [];
    while (inner.remaining > 0) {
      inner.countValue();
      texts.push(value.scalar.read(inner));
    }
    return texts;
  }

  #mapText(key: Scalar, value: ValueKind, entries: readonly WireValue[], reader: MessageReader): string {
    const texts = new Map<string, string>();
    for (const { content } of entries) {
      const inner = reader.inner(content);
      const entry = wireValues(inner);
      const keyContent = entry.get(1)?.at(-1)?.content;
      const name = keyContent === undefined ? key.absent : key.read(inner.inner(keyContent));
      const valueContent = entry.get(2)?.at(-1)?.content;
      texts.set(name.startsWith('"') ? name : quoted(name), this.#entryText(value, valueContent, inner));
    }
    return `{${[...texts].map(([name, text]) => `${name}:${text}`).join(',')}}`;
  }

  #entryText(value: ValueKind, content: Buffer | undefined, reader: MessageReader): string {
    if ('message' in value) return this.read(value.message, reader.inner(content ?? Buffer.alloc(0)));
    return content === undefined ? value.scalar.absent : value.scalar.read(reader.inner(content));
  }
}

/** Whether it stands on the wire as a value of this field does. */
function fits({ key, value, isList }: FieldPlan, { wireType }: WireValue): boolean {
  if (key !== undefined) return wireType === wireTypes.bytes;
  if ('message' in value) return wireType === value.wireType;
  return wireType === value.scalar.wireType || (isList && wireType === wireTypes.bytes);
}

function planOf(field: Field): FieldPlan {
  field.resolve();
  const { id, name, repeated: isList } = field;
  const value = valueOf(field);
  if (field instanceof MapField) {
    const key = scalars.get(field.keyType);
    if (key === undefined) throw new TypeError(`No map has keys of ${field.keyType}.`);
    return { number: id, name, isList, value, key, absent: '{}' };
  }
  const ofAbsent = field.hasPresence || 'message' in value ? undefined : value.scalar.absent;
  return { number: id, name, isList, value, key: undefined, absent: isList ? '[]' : ofAbsent };
}

function valueOf({ type, resolvedType, delimited }: Field): ValueKind {
  if (resolvedType instanceof Type)
    return { message: resolvedType, wireType: delimited ? wireTypes.groupStart : wireTypes.bytes };
  const scalar = resolvedType instanceof Enum ? enumOf(resolvedType.valuesById) : scalars.get(type);
  if (scalar === undefined) throw new TypeError(`There is no type ${type}.`);
  return { scalar };
}
