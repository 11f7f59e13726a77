import { includes, parseVersions, type VersionRange } from '../schema/versions';

/** A field as Kafka's message files declare it; what is only for people is left out. */
interface KafkaField {
  name: string;
  type: string;
  versions?: VersionRange;
  nullableVersions?: VersionRange;
  taggedVersions?: VersionRange;
  flexibleVersions?: VersionRange;
  tag?: number;
  default?: string | number | boolean;
  fields?: KafkaField[];
}

export interface KafkaSchema {
  name: string;
  validVersions: VersionRange;
  flexibleVersions: VersionRange;
  fields: KafkaField[];
  commonStructs?: { name: string; fields: KafkaField[] }[];
}

function isSchema(value: unknown): value is KafkaSchema {
  return typeof value === 'object' && value !== null && 'validVersions' in value && 'fields' in value;
}

/** The files are JSON with whole-line comments. */
export function parseKafkaSchema(text: string): KafkaSchema | undefined {
  const value: unknown = JSON.parse(text.replace(/^\s*\/\/.*$/gm, ''));
  return isSchema(value) ? value : undefined;
}

/** Kafka's `TopicData` is our `topicData`. */
function ourName(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

const plainTypes = new Set([
  'bool',
  'int8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'float64',
  'uuid',
  'string',
  'bytes',
  'records',
]);

function defaultOf(field: KafkaField, element: string): unknown {
  const text = field.default === undefined ? undefined : String(field.default);
  if (text === 'null') return null;
  if (field.type.startsWith('[]')) return [];
  if (!plainTypes.has(element)) return 'struct';
  if (element === 'bool') return text === 'true';
  if (element === 'string') return text ?? '';
  if (element === 'uuid' || element === 'bytes' || element === 'records') return 'empty';
  const value = Number(text ?? 0);
  return value > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : value;
}

/** What stands on the wire in `version`, one line per field, nested ones indented; in the words of layout-of-ours.ts. */
export function layoutOfKafka(schema: KafkaSchema, version: number): string[] {
  const isFlexible = includes(parseVersions(schema.flexibleVersions), version);
  const structs = new Map((schema.commonStructs ?? []).map(({ name, fields }) => [name, fields]));

  function layout(fields: readonly KafkaField[], indent: string): string[] {
    const plain: string[] = [];
    const tagged: { tag: number; lines: string[] }[] = [];
    for (const field of fields) {
      if (!includes(parseVersions(field.versions ?? '0+'), version)) continue;
      const isArray = field.type.startsWith('[]');
      const element = isArray ? field.type.slice(2) : field.type;
      const isStruct = !plainTypes.has(element);
      const isTagged = field.tag !== undefined && includes(parseVersions(field.taggedVersions), version);
      const parts = [
        `${indent}${ourName(field.name)} ${isArray ? '[]' : ''}${isStruct ? 'struct' : element}`,
        includes(parseVersions(field.nullableVersions), version) ? 'nullable' : '',
        isTagged ? `tag ${field.tag}` : '',
        isFlexible && field.flexibleVersions === 'none' ? 'never compact' : '',
        `default ${JSON.stringify(defaultOf(field, element))}`,
      ];
      const nested = isStruct ? layout(field.fields ?? structs.get(element) ?? [], `${indent}  `) : [];
      const lines = [parts.filter((part) => part !== '').join(' '), ...nested];
      if (isTagged) tagged.push({ tag: field.tag ?? 0, lines });
      else plain.push(...lines);
    }
    return [...plain, ...tagged.sort((a, b) => a.tag - b.tag).flatMap(({ lines }) => lines)];
  }

  return layout(schema.fields, '');
}
