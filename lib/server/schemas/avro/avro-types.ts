import { quoted } from '../json-texts';
import { inField, type MessageReader } from '../message-reader';
import { countOf, fullNameOf, isSchemaObject, listOf, namespaceOf, textOf, type SchemaObject } from './avro-schema';
import { fixedOf, logicalOf, primitives, readBytes, type ReadValue } from './avro-values';

interface AvroType {
  readonly name: string;
  /** A record or a map, which JSON writes in the same way. */
  readonly isObject: boolean;
  read: ReadValue;
}

const unresolved: ReadValue = (reader) => reader.fail('a type that is not complete');

/** The types of a schema and of those it refers to. */
export class AvroTypes {
  readonly #named = new Map<string, AvroType>();

  /** Adds what the schema names. */
  add(schema: unknown, namespace = ''): AvroType {
    if (typeof schema === 'string') return this.#known(schema, namespace);
    if (Array.isArray(schema)) return this.#union(schema, namespace);
    if (!isSchemaObject(schema)) throw new TypeError('The schema has a type that is none.');
    const { type } = schema;
    if (typeof type !== 'string') return this.add(type, namespace);
    const logical = logicalOf(schema, type);
    const plain = this.#complex(schema, type, namespace);
    return logical === undefined ? plain : Object.assign(plain, { read: logical });
  }

  #complex(schema: SchemaObject, type: string, namespace: string): AvroType {
    switch (type) {
      case 'record':
      case 'error':
        return this.#record(schema, namespace);
      case 'enum':
        return this.#enum(schema, namespace);
      case 'fixed':
        return this.#name(schema, namespace, fixedOf(countOf(schema, 'size') ?? 0));
      case 'array':
        return { name: type, isObject: false, read: arrayOf(this.add(schema['items'], namespace)) };
      case 'map':
        return { name: type, isObject: true, read: mapOf(this.add(schema['values'], namespace)) };
      default:
        return this.#known(type, namespace);
    }
  }

  #known(name: string, namespace: string): AvroType {
    const primitive = primitives.get(name);
    if (primitive !== undefined) return { name, isObject: false, read: primitive };
    const local = namespace === '' || name.includes('.') ? undefined : this.#named.get(`${namespace}.${name}`);
    const known = local ?? this.#named.get(name);
    if (known === undefined) throw new TypeError(`The schema names ${name}, which it does not have.`);
    return known;
  }

  #name(schema: SchemaObject, namespace: string, read: ReadValue, isObject = false): AvroType {
    const type = { name: fullNameOf(schema, namespace), isObject, read };
    this.#named.set(type.name, type);
    return type;
  }

  #record(schema: SchemaObject, around: string): AvroType {
    // Its fields may be of its own type.
    const type = this.#name(schema, around, unresolved, true);
    const fields = listOf(schema, 'fields').map((field) => {
      if (!isSchemaObject(field)) throw new TypeError(`The schema has a field of ${type.name} that is none.`);
      return { name: textOf(field, 'name'), type: this.add(field['type'], namespaceOf(type.name)) };
    });
    const readFields = (reader: MessageReader): string =>
      fields
        .map((field) => {
          reader.countValue();
          return `${quoted(field.name)}:${inField(field.name, () => field.type.read(reader))}`;
        })
        .join(',');
    type.read = (reader) => reader.nested(() => `{${readFields(reader)}}`);
    return type;
  }

  #enum(schema: SchemaObject, namespace: string): AvroType {
    const symbols = listOf(schema, 'symbols').map((symbol) => quoted(String(symbol)));
    return this.#name(schema, namespace, (reader) => {
      const index = Number(reader.readZigzag64());
      return symbols[index] ?? reader.fail(`no symbol ${index}`);
    });
  }

  /** The value itself; its branch is named only where records or maps could be taken for one another. */
  #union(schemas: readonly unknown[], namespace: string): AvroType {
    const branches = schemas.map((schema) => this.add(schema, namespace));
    const isNamed = branches.filter(({ isObject }) => isObject).length > 1;
    const read: ReadValue = (reader) => {
      const index = Number(reader.readZigzag64());
      const branch = branches[index] ?? reader.fail(`no branch ${index} in a union of ${branches.length}`);
      return isNamed && branch.isObject ? `{${quoted(branch.name)}:${branch.read(reader)}}` : branch.read(reader);
    };
    return { name: 'union', isObject: false, read };
  }
}

function arrayOf(items: AvroType): ReadValue {
  return (reader) => `[${inBlocks(reader, () => items.read(reader)).join(',')}]`;
}

function mapOf(values: AvroType): ReadValue {
  return (reader) => {
    const entry = (): string => `${quoted(readBytes(reader).toString('utf8'))}:${values.read(reader)}`;
    return `{${inBlocks(reader, entry).join(',')}}`;
  };
}

/** Blocks of items, each with its count; a negative one is followed by the block's size. */
function inBlocks(reader: MessageReader, read: () => string): readonly string[] {
  const items: string[] = [];
  for (let count = reader.readZigzag64(); count !== 0n; count = reader.readZigzag64()) {
    if (count < 0n) reader.readZigzag64();
    for (let left = count < 0n ? -count : count; left > 0n; left -= 1n) {
      reader.countValue();
      items.push(read());
    }
  }
  return items;
}
