/** An object of a schema's JSON. */
export type SchemaObject = Readonly<Record<string, unknown>>;

export function isSchemaObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(schema: SchemaObject, name: string): string {
  const value = schema[name];
  if (typeof value !== 'string') throw new TypeError(`The schema has a ${kindOf(schema)} without ${name}.`);
  return value;
}

export function listOf(schema: SchemaObject, name: string): readonly unknown[] {
  const value = schema[name];
  if (!Array.isArray(value)) throw new TypeError(`The schema has a ${kindOf(schema)} without ${name}.`);
  return value;
}

/** A whole number of at least 0; undefined when it is none. */
export function countOf(schema: SchemaObject, name: string): number | undefined {
  const value = schema[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** A name with its namespace: its own, or that of what is around it. */
export function fullNameOf(schema: SchemaObject, around: string): string {
  const name = textOf(schema, 'name');
  const namespace = typeof schema['namespace'] === 'string' ? schema['namespace'] : around;
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

export function namespaceOf(fullName: string): string {
  return fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')));
}

function kindOf(schema: SchemaObject): string {
  return typeof schema['type'] === 'string' ? schema['type'] : 'type';
}
