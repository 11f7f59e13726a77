import { checkJson } from '../../format/json-check';
import { nextJsonToken, type JsonToken } from '../../format/json-scanner';

/** A JSON document whose numbers are the digits that were written: no double stands between a value and its bytes. */
export type JsonTree =
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, JsonTree> }
  | { readonly kind: 'array'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

const depthMax = 200;

/** Why a text is no JSON document; undefined when it is one. */
export function jsonFault(text: string): string | undefined {
  const check = checkJson(text);
  if (check.ok) return undefined;
  const found = check.found === '' ? 'it ends' : `${JSON.stringify(check.found)} stands`;
  return `expected JSON, but ${found} at line ${check.line}, column ${check.column}`;
}

/** Of a text that is JSON. Of fields with one name the last counts, as everywhere. */
export function jsonTree(text: string): JsonTree {
  const reader = { text, at: 0 };
  return valueOf(reader, take(reader), 0);
}

interface TreeReader {
  readonly text: string;
  at: number;
}

function take(reader: TreeReader): JsonToken {
  const token = nextJsonToken(reader.text, reader.at);
  reader.at = token.end;
  return token;
}

function valueOf(reader: TreeReader, token: JsonToken, depth: number): JsonTree {
  if (depth > depthMax) throw new RangeError(`it is nested deeper than ${depthMax} levels`);
  if (token.kind === '{') return objectOf(reader, depth);
  if (token.kind === '[') return arrayOf(reader, depth);
  const written = reader.text.slice(token.start, token.end);
  if (token.kind === 'number') return { kind: 'number', digits: written };
  const value: unknown = JSON.parse(written);
  if (typeof value === 'string') return { kind: 'string', text: value };
  return typeof value === 'boolean' ? { kind: 'boolean', value } : { kind: 'null' };
}

function objectOf(reader: TreeReader, depth: number): JsonTree {
  const fields = new Map<string, JsonTree>();
  for (let token = take(reader); token.kind !== '}'; token = take(reader)) {
    if (token.kind === ',') token = take(reader);
    const name = valueOf(reader, token, depth);
    take(reader);
    fields.set(name.kind === 'string' ? name.text : '', valueOf(reader, take(reader), depth + 1));
  }
  return { kind: 'object', fields };
}

function arrayOf(reader: TreeReader, depth: number): JsonTree {
  const items: JsonTree[] = [];
  for (let token = take(reader); token.kind !== ']'; token = take(reader)) {
    items.push(valueOf(reader, token.kind === ',' ? take(reader) : token, depth + 1));
  }
  return { kind: 'array', items };
}
