import { quoted } from '../json-texts';
import { jsonTree } from '../json-tree';
import { arrayOf, mapOf } from './avro-containers';
import { recordOf, type RecordField } from './avro-record';
import { countOf, fullNameOf, isSchemaObject, listOf, namespaceOf, textOf, type SchemaObject } from './avro-schema';
import type { AvroCodec, AvroType } from './avro-type';
import { unionOf } from './avro-union';
import { fixedOf, logicalOf, primitives } from './avro-values';
import { writeSymbol } from './avro-write-values';

const unresolved: AvroCodec = {
  read: (reader) => reader.fail('a type that is not complete'),
  write: (_value, output, path) => output.problem(path, 'its type is not complete'),
};

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
    return logical === undefined ? plain : Object.assign(plain, logical);
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
        return { name: type, isObject: false, ...arrayOf(this.add(schema['items'], namespace)) };
      case 'map':
        return { name: type, isObject: true, ...mapOf(this.add(schema['values'], namespace)) };
      default:
        return this.#known(type, namespace);
    }
  }

  #known(name: string, namespace: string): AvroType {
    const primitive = primitives.get(name);
    if (primitive !== undefined) return { name, isObject: false, ...primitive };
    const local = namespace === '' || name.includes('.') ? undefined : this.#named.get(`${namespace}.${name}`);
    const known = local ?? this.#named.get(name);
    if (known === undefined) throw new TypeError(`The schema names ${name}, which it does not have.`);
    return known;
  }

  #name(schema: SchemaObject, namespace: string, codec: AvroCodec, isObject = false): AvroType {
    const type = { name: fullNameOf(schema, namespace), isObject, ...codec };
    this.#named.set(type.name, type);
    return type;
  }

  #record(schema: SchemaObject, around: string): AvroType {
    // Its fields may be of its own type.
    const type = this.#name(schema, around, unresolved, true);
    const fields = listOf(schema, 'fields').map((field): RecordField => {
      if (!isSchemaObject(field)) throw new TypeError(`The schema has a field of ${type.name} that is none.`);
      const name = textOf(field, 'name');
      const byDefault = 'default' in field ? jsonTree(JSON.stringify(field['default'])) : undefined;
      return { name, type: this.add(field['type'], namespaceOf(type.name)), byDefault };
    });
    return Object.assign(type, recordOf(type.name, fields));
  }

  #enum(schema: SchemaObject, namespace: string): AvroType {
    const symbols = listOf(schema, 'symbols').map(String);
    const texts = symbols.map(quoted);
    return this.#name(schema, namespace, {
      read: (reader) => {
        const index = Number(reader.readZigzag64());
        return texts[index] ?? reader.fail(`no symbol ${index}`);
      },
      write: writeSymbol(symbols),
    });
  }

  #union(schemas: readonly unknown[], namespace: string): AvroType {
    const branches = schemas.map((schema) => this.add(schema, namespace));
    return { name: branches.map(({ name }) => name).join(' or '), isObject: false, ...unionOf(branches) };
  }
}
