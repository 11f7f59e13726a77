import type { ArrayType } from '../schema/array';
import type { Fields, StructType } from '../schema/struct';
import { includes, parseVersions } from '../schema/versions';
import type { Field, WireType } from '../schema/wire-type';
import type { AnyMessage } from './all-messages';

export function isArray(type: WireType<unknown, unknown>): type is ArrayType<unknown, unknown> {
  return 'element' in type;
}

export function isStruct(type: WireType<unknown, unknown>): type is StructType<Fields> {
  return 'fields' in type;
}

function defaultOf({ type, defaultValue }: Field): unknown {
  const value = defaultValue();
  if (value === null) return null;
  if (isArray(type)) return [];
  if (isStruct(type)) return 'struct';
  return type.kind === 'uuid' || type.kind === 'bytes' || type.kind === 'records' ? 'empty' : value;
}

/** What stands on the wire in `version`, one line per field, nested ones indented; without what is our own. */
export function layoutOfOurs(message: AnyMessage, version: number): string[] {
  const isFlexible = message.isFlexible(version);

  function layout(fields: Fields, indent: string): string[] {
    const plain: string[] = [];
    const tagged: { tag: number; lines: string[] }[] = [];
    for (const [name, field] of Object.entries(fields)) {
      if (field.beyondKafka || !includes(parseVersions(field.versions), version)) continue;
      const element = isArray(field.type) ? field.type.element : field.type;
      const { tag } = field;
      const isTagged = tag !== undefined && includes(parseVersions(field.taggedVersions), version);
      const parts = [
        `${indent}${name} ${isArray(field.type) ? '[]' : ''}${element.kind}`,
        includes(parseVersions(field.nullable), version) ? 'nullable' : '',
        isTagged ? `tag ${tag}` : '',
        isFlexible && field.neverCompact ? 'never compact' : '',
        `default ${JSON.stringify(defaultOf(field))}`,
      ];
      const nested = isStruct(element) ? layout(element.fields, `${indent}  `) : [];
      const lines = [parts.filter((part) => part !== '').join(' '), ...nested];
      if (isTagged) tagged.push({ tag, lines });
      else plain.push(...lines);
    }
    return [...plain, ...tagged.sort((a, b) => a.tag - b.tag).flatMap(({ lines }) => lines)];
  }

  return layout(message.fields, '');
}
