import type { Schema } from '@cfworker/json-schema';
import type { NamedSchema } from '../registry-texts';
import { resolvedSchema } from '../json-schema/resolved-schema';
import { sampleNumber } from './sample-number';
import { sampleString } from './sample-string';
import type { SampleSource } from './sample-source';

/** Deeper than this, only what is required is there. */
const depthFull = 5;
const depthMax = 40;
const itemsMax = 20;

type Node = Schema | boolean;

/** A value of the JSON Schema, as far as its keywords say what one is made of. */
export function jsonSchemaSample(text: string, references: readonly NamedSchema[], source: SampleSource): unknown {
  const { schema, lookup } = resolvedSchema(text, references);
  return new JsonSampler(lookup, source).sample(schema, '', 0);
}

class JsonSampler {
  readonly #lookup: Readonly<Record<string, Node>>;
  readonly #source: SampleSource;

  constructor(lookup: Readonly<Record<string, Node>>, source: SampleSource) {
    this.#lookup = lookup;
    this.#source = source;
  }

  /** `name` is that of the property that holds the value. */
  sample(given: Node, name: string, depth: number): unknown {
    this.#source.countValue();
    const schema = this.#whole(given, depth);
    const [chosen] = this.#told(schema);
    return chosen === undefined ? this.#made(schema, name, depth) : chosen.value;
  }

  /** With what it refers to, what it is all of, and the first of what it may be. */
  #whole(given: Node, depth: number): Schema {
    if (depth > depthMax) throw new RangeError('it refers to itself without an end');
    if (typeof given === 'boolean') return {};
    const { allOf = [], anyOf = [], oneOf = [], ...own } = given;
    const referred = this.#referred(given);
    const parts = [...(referred === undefined ? [] : [referred]), ...allOf, ...anyOf.slice(0, 1), ...oneOf.slice(0, 1)];
    return parts.map((part) => this.#whole(part, depth + 1)).reduce(merged, own);
  }

  #referred({ $ref, $recursiveRef, __absolute_ref__, __absolute_recursive_ref__ }: Schema): Node | undefined {
    const address = __absolute_ref__ ?? $ref ?? __absolute_recursive_ref__ ?? $recursiveRef;
    if (address === undefined) return undefined;
    const found = this.#lookup[address];
    if (found === undefined) throw new TypeError(`it refers to ${address}, which it does not have`);
    return found;
  }

  /** What the schema itself names as a value. */
  #told(schema: Schema): readonly { readonly value: unknown }[] {
    if ('const' in schema) return [{ value: schema.const }];
    const values: readonly unknown[] = schema.enum ?? listOf(schema['examples']);
    const [first, ...others] = values.map((value) => ({ value }));
    if (first !== undefined) return [this.#source.pick([first, ...others])];
    return 'default' in schema ? [{ value: schema['default'] }] : [];
  }

  #made(schema: Schema, name: string, depth: number): unknown {
    switch (typeOf(schema)) {
      case 'null':
        return null;
      case 'boolean':
        return this.#source.boolean();
      case 'integer':
        return sampleNumber(schema, true, this.#source);
      case 'number':
        return sampleNumber(schema, false, this.#source);
      case 'array':
        return this.#array(schema, name, depth);
      case 'object':
        return this.#object(schema, depth);
      case 'string':
        return sampleString(schema, name, this.#source);
    }
  }

  #object({ properties = {}, required = [] }: Schema, depth: number): unknown {
    const names = [...new Set([...Object.keys(properties), ...required])];
    const wanted = names.filter((name) => properties[name] !== false && (depth < depthFull || required.includes(name)));
    return Object.fromEntries(wanted.map((name) => [name, this.sample(properties[name] ?? true, name, depth + 1)]));
  }

  #array(schema: Schema, name: string, depth: number): unknown {
    const { items, prefixItems = [], minItems, maxItems = itemsMax, contains } = schema;
    const first: readonly Node[] = Array.isArray(items) ? items : prefixItems;
    const rest: Node | undefined = Array.isArray(items) ? schema.additionalItems : items;
    const wanted = Math.max(first.length, minItems ?? (depth < depthFull ? 1 : 0));
    const count = Math.min(wanted, maxItems, itemsMax);
    const follows = rest === false ? [] : Array<Node>(Math.max(0, count - first.length)).fill(contains ?? rest ?? true);
    return [...first.slice(0, count), ...follows].map((node) => this.sample(node, name, depth + 1));
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Of a keyword that both have the first counts, but properties and what is required add up. */
function merged(one: Schema, other: Schema): Schema {
  const both: Schema = { ...other, ...one };
  if (one.properties !== undefined && other.properties !== undefined)
    both.properties = { ...other.properties, ...one.properties };
  if (one.required !== undefined && other.required !== undefined) both.required = [...one.required, ...other.required];
  return both;
}

type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'array' | 'object' | 'string';

/** The first that is something; where none is told, what its keywords are about. */
function typeOf({ type, ...schema }: Schema): TypeName {
  if (Array.isArray(type)) return type.find((each) => each !== 'null') ?? 'null';
  if (type !== undefined) return type;
  if ('properties' in schema || 'required' in schema || 'additionalProperties' in schema) return 'object';
  if ('items' in schema || 'prefixItems' in schema || 'minItems' in schema) return 'array';
  const isNumber = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].some(
    (keyword) => keyword in schema,
  );
  return isNumber ? 'number' : 'string';
}
