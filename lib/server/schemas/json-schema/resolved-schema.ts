import { dereference, initialBaseURI, type Schema } from '@cfworker/json-schema';
import type { NamedSchema } from '../registry-texts';
import { isNode, refuseFaults } from './schema-faults';

export interface ResolvedSchema {
  readonly schema: Schema | boolean;
  /** Every part that can be referred to, by its address; a part with a $ref has the address it means as __absolute_ref__. */
  readonly lookup: Record<string, Schema | boolean>;
}

/** A schema with those it refers to. Throws for what is no schema. */
export function resolvedSchema(text: string, references: readonly NamedSchema[]): ResolvedSchema {
  const schema = parsed(text);
  const lookup = dereference(schema);
  const base = baseOf(schema);
  for (const { name, text: referred } of references) {
    const known = parsed(referred);
    const uri = new URL(name, base);
    dereference(known, lookup, uri);
    lookup[uri.href] = known;
  }
  return { schema, lookup };
}

function parsed(text: string): Schema | boolean {
  const schema: unknown = JSON.parse(text);
  refuseFaults(schema);
  return typeof schema === 'boolean' || isNode(schema) ? schema : true;
}

function baseOf(schema: Schema | boolean): URL {
  const id = typeof schema === 'object' ? schema.$id : undefined;
  return typeof id === 'string' ? new URL(id, initialBaseURI) : initialBaseURI;
}
