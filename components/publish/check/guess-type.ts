import type { ValueCheck } from './kept-checks';

const avroTypes: ReadonlySet<unknown> = new Set([
  ...['record', 'error', 'enum', 'fixed', 'map', 'bytes', 'int', 'long', 'float', 'double'],
]);

/** What a schema that is pasted most likely is; undefined when it is no JSON yet. */
export function guessType(text: string): ValueCheck['type'] | undefined {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (Array.isArray(schema) || typeof schema === 'string') return 'avro';
  if (typeof schema !== 'object' || schema === null || !('type' in schema)) return 'json-schema';
  const isArray = schema.type === 'array' && 'items' in schema && typeof schema.items === 'string';
  return avroTypes.has(schema.type) || isArray ? 'avro' : 'json-schema';
}
