import { endOfJsonValue, nextJsonToken, type JsonToken } from './json-scanner';

/** Deeper than this is indented no further: a hostile document would be little but spaces. */
const indentsMax = 64;

/** The same document with line breaks and indents. Digits, escapes and duplicate keys stay as they were written. */
export function layoutJson(text: string, indent = '  '): string {
  const parts: string[] = [];
  let depth = 0;
  let previous: JsonToken['kind'] | undefined;
  const newLine = () => parts.push('\n', indent.repeat(Math.min(depth, indentsMax)));
  for (let at = 0; ;) {
    const token = nextJsonToken(text, at);
    if (token.kind === 'end') return parts.join('');
    const closes = token.kind === '}' || token.kind === ']';
    if (closes) depth = Math.max(0, depth - 1);
    if (closes ? previous !== '{' && previous !== '[' : previous === '{' || previous === '[' || previous === ',') newLine();
    parts.push(text.slice(token.start, token.end));
    if (token.kind === ':') parts.push(' ');
    if (token.kind === '{' || token.kind === '[') depth += 1;
    previous = token.kind;
    at = token.end;
  }
}

export type JsonValueKind = 'object' | 'array' | 'string' | 'number' | 'literal';

export interface JsonChild {
  /** Where the key stands in the text, quotes included; absent in an array. */
  readonly key?: { readonly start: number; readonly end: number };
  readonly kind: JsonValueKind;
  readonly start: number;
  readonly end: number;
}

export interface JsonChildren {
  readonly children: readonly JsonChild[];
  /** Where to go on when the limit was reached; -1 when these are all. */
  readonly next: number;
}

export function jsonValueAt(text: string, at: number): JsonChild | undefined {
  const token = nextJsonToken(text, at);
  switch (token.kind) {
    case '{':
      return { kind: 'object', start: token.start, end: endOfJsonValue(text, token.start) };
    case '[':
      return { kind: 'array', start: token.start, end: endOfJsonValue(text, token.start) };
    case 'string':
    case 'number':
    case 'literal':
      return { kind: token.kind, start: token.start, end: token.end };
    case '}':
    case ']':
    case ':':
    case ',':
    case 'bad':
    case 'end':
      return undefined;
  }
}

/** One level of a container, at most `limit` children of it: a document of a million items opens as fast as a small one. */
export function jsonChildren(text: string, container: JsonChild, limit: number, from = container.start + 1): JsonChildren {
  const children: JsonChild[] = [];
  let at = from;
  while (children.length < limit) {
    let token = nextJsonToken(text, at);
    if (token.kind === ',') token = nextJsonToken(text, token.end);
    if (token.kind === '}' || token.kind === ']' || token.kind === 'end') return { children, next: -1 };
    let key: { start: number; end: number } | undefined;
    let valueAt = token.start;
    if (container.kind === 'object') {
      if (token.kind !== 'string') return { children, next: -1 };
      key = { start: token.start, end: token.end };
      const colon = nextJsonToken(text, token.end);
      valueAt = colon.end;
    }
    const value = jsonValueAt(text, valueAt);
    if (value === undefined) return { children, next: -1 };
    children.push(key === undefined ? value : { ...value, key });
    at = value.end;
  }
  const following = nextJsonToken(text, at);
  return { children, next: following.kind === ',' ? at : -1 };
}
