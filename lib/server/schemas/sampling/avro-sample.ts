import { countOf, fullNameOf, isSchemaObject, listOf, namespaceOf, textOf, type SchemaObject } from '../avro/avro-schema';
import { logicalOf } from '../avro/avro-values';
import type { SampleSource } from './sample-source';

/** Deeper than this, what may be left empty is. */
const depthFull = 5;
const depthMax = 30;

interface Place {
  readonly namespace: string;
  /** Of the field that holds the value. */
  readonly name: string;
  readonly depth: number;
}

/** A value, as the JSON that people type, of the Avro schema; `references` name what it refers to. */
export function avroSample(text: string, references: readonly string[], source: SampleSource): unknown {
  const sampler = new AvroSampler(source);
  for (const reference of references) sampler.collect(JSON.parse(reference), '');
  const schema: unknown = JSON.parse(text);
  sampler.collect(schema, '');
  return sampler.sample(schema, { namespace: '', name: '', depth: 0 });
}

class AvroSampler {
  readonly #source: SampleSource;
  readonly #named = new Map<string, SchemaObject>();

  constructor(source: SampleSource) {
    this.#source = source;
  }

  /** Takes in the types that a schema names. */
  collect(schema: unknown, namespace: string): void {
    if (Array.isArray(schema)) for (const branch of schema) this.collect(branch, namespace);
    if (!isSchemaObject(schema)) return;
    const { type } = schema;
    if (typeof type === 'object') this.collect(type, namespace);
    this.collect(schema['items'], namespace);
    this.collect(schema['values'], namespace);
    if (typeof schema['name'] !== 'string') return;
    const name = fullNameOf(schema, namespace);
    this.#named.set(name, { ...schema, name, namespace: namespaceOf(name) });
    if (!Array.isArray(schema['fields'])) return;
    for (const field of listOf(schema, 'fields')) if (isSchemaObject(field)) this.collect(field['type'], namespaceOf(name));
  }

  sample(schema: unknown, place: Place): unknown {
    this.#source.countValue();
    if (place.depth > depthMax) throw new RangeError('it refers to itself without an end');
    if (typeof schema === 'string') return this.#known(schema, place);
    if (Array.isArray(schema)) return this.#union(schema, place);
    if (!isSchemaObject(schema)) throw new TypeError('The schema has a type that is none.');
    return this.#logical(schema) ?? this.#complex(schema, place);
  }

  #known(name: string, place: Place): unknown {
    const named = this.#named.get(`${place.namespace}.${name}`) ?? this.#named.get(name);
    return named === undefined ? this.#primitive(name, place) : (this.#logical(named) ?? this.#complex(named, place));
  }

  /** The first branch that is something. A plain value is taken by the first branch that it fits. */
  #union(branches: readonly unknown[], place: Place): unknown {
    const some = branches.find((branch) => branch !== 'null');
    const mayBeNull = some === undefined || branches.includes('null');
    return mayBeNull && (some === undefined || place.depth >= depthFull) ? null : this.sample(some, place);
  }

  #primitive(type: string, { name }: Place): unknown {
    const source = this.#source;
    switch (type) {
      case 'null':
        return null;
      case 'boolean':
        return source.boolean();
      case 'int':
        return source.integer(1, 100);
      case 'long':
        return source.integer(1, 10_000);
      case 'float':
      case 'double':
        return source.integer(1, 10_000) / 100;
      case 'bytes':
        return source.word();
      default:
        return source.textFor(name);
    }
  }

  #complex(schema: SchemaObject, place: Place): unknown {
    const { type } = schema;
    const inside = { ...place, depth: place.depth + 1 };
    const isFull = place.depth < depthFull;
    switch (type) {
      case 'record':
      case 'error':
        return this.#record(schema, inside);
      case 'enum':
        return this.#symbol(listOf(schema, 'symbols').map(String));
      case 'fixed':
        return 'a'.repeat(countOf(schema, 'size') ?? 0);
      case 'array':
        return isFull ? [this.sample(schema['items'], inside)] : [];
      case 'map':
        return isFull ? { [this.#source.word()]: this.sample(schema['values'], inside) } : {};
      default:
        return this.sample(type, place);
    }
  }

  #record(schema: SchemaObject, place: Place): unknown {
    const namespace = namespaceOf(fullNameOf(schema, place.namespace));
    const fields = listOf(schema, 'fields').filter(isSchemaObject);
    return Object.fromEntries(
      fields.map((field) => {
        const name = textOf(field, 'name');
        return [name, this.sample(field['type'], { ...place, namespace, name })];
      }),
    );
  }

  #symbol([first, ...others]: readonly string[]): unknown {
    return first === undefined ? '' : this.#source.pick([first, ...others]);
  }

  /** Undefined for what is shown as the type it is. */
  #logical(schema: SchemaObject): unknown {
    const { type, logicalType } = schema;
    if (typeof type !== 'string' || logicalOf(schema, type) === undefined) return undefined;
    const source = this.#source;
    const moment = source.moment();
    switch (logicalType) {
      case 'date':
        return moment.slice(0, 10);
      case 'time-millis':
      case 'time-micros':
        return moment.slice(11, 19);
      case 'timestamp-millis':
      case 'timestamp-micros':
      case 'timestamp-nanos':
        return moment;
      case 'local-timestamp-millis':
      case 'local-timestamp-micros':
      case 'local-timestamp-nanos':
        return moment.slice(0, 19);
      case 'uuid':
        return source.uuid();
      case 'duration':
        return { months: 0, days: source.integer(1, 28), millis: 0 };
      case 'decimal':
        return this.#decimal(countOf(schema, 'precision') ?? 1, countOf(schema, 'scale') ?? 0);
      default:
        return undefined;
    }
  }

  #decimal(precision: number, scale: number): string {
    const digits = Math.min(precision, scale + 2, 15);
    const text = String(this.#source.integer(1, 10 ** digits - 1)).padStart(scale + 1, '0');
    return scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  }
}
