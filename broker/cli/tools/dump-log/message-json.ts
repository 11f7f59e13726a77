import type { Fields, StructType } from '../../../protocol/schema/struct';
import { includes, parseVersions } from '../../../protocol/schema/versions';
import type { Field, WireType } from '../../../protocol/schema/wire-type';

/** A message as Kafka's tools print one: the fields its version has, tagged ones only where they say something. */
export interface PrintableMessage {
  readonly fields: Fields;
}

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export function messageJson({ fields }: PrintableMessage, version: number, value: unknown): Json {
  const json: Record<string, Json> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!includes(parseVersions(field.versions), version)) continue;
    const fieldValue = propertyOf(value, name);
    if (field.tag !== undefined && isUnsaid(field, fieldValue)) continue;
    json[name] = valueJson(field.type, version, fieldValue);
  }
  return json;
}

function propertyOf(value: unknown, name: string): unknown {
  const properties: Record<string, unknown> = { ...(typeof value === 'object' ? value : {}) };
  return properties[name];
}

function isUnsaid(field: Field, value: unknown): boolean {
  return field.hasDefault ? value === field.defaultValue() : value !== null && field.type.isEmpty(value);
}

function valueJson(type: WireType<unknown>, version: number, value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (Array.isArray(value)) return value.map((item: unknown) => valueJson(elementOf(type), version, item));
  if (isStruct(type)) return messageJson(type, version, value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return typeof value === 'bigint' ? value.toString() : null;
}

function isStruct(type: WireType<unknown>): type is StructType<Fields> {
  return type.kind === 'struct';
}

function elementOf(type: WireType<unknown>): WireType<unknown> {
  return 'element' in type && isWireType(type.element) ? type.element : type;
}

function isWireType(value: unknown): value is WireType<unknown> {
  return typeof value === 'object' && value !== null && 'kind' in value && 'compile' in value;
}
