/**
 * JSON as text. Nothing is turned into JavaScript values: a number keeps all its digits, duplicate keys stay, and half a document
 * (a preview) can still be coloured. All functions walk the text once and hold no recursion.
 */
export type JsonTokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'number' | 'literal' | 'bad' | 'end';

export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly start: number;
  readonly end: number;
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordPattern = /[A-Za-z_$][\w$]*/y;
const wordsOfJson = new Set(['true', 'false', 'null']);

function skipSpace(text: string, at: number): number {
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}

/** Where the string that opens at `start` ends, after its closing quote; -1 when it is cut off or holds a raw control character. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
    else if (code < 0x20) return -1;
  }
  return -1;
}

function stringToken(text: string, start: number): JsonToken {
  const end = endOfString(text, start);
  if (end === -1) return { kind: 'bad', start, end: text.length };
  return { kind: 'string', start, end };
}

/** The token at or after `at`. A cut string or an unknown word is `bad`; after the last token comes `end`. */
export function nextJsonToken(text: string, at: number): JsonToken {
  const start = skipSpace(text, at);
  const character = text[start];
  switch (character) {
    case undefined:
      return { kind: 'end', start, end: start };
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return { kind: character, start, end: start + 1 };
    case '"':
      return stringToken(text, start);
    default: {
      numberPattern.lastIndex = start;
      if (numberPattern.test(text)) return { kind: 'number', start, end: numberPattern.lastIndex };
      wordPattern.lastIndex = start;
      if (!wordPattern.test(text)) return { kind: 'bad', start, end: start + 1 };
      const end = wordPattern.lastIndex;
      return { kind: wordsOfJson.has(text.slice(start, end)) ? 'literal' : 'bad', start, end };
    }
  }
}

/** Where the value that starts at `at` ends; the end of the text when it is cut off. Brackets are counted, not checked. */
export function endOfJsonValue(text: string, at: number): number {
  let depth = 0;
  for (let position = at; ;) {
    const code = text.charCodeAt(position);
    if (Number.isNaN(code)) return text.length;
    if (code === 0x22) {
      const end = endOfString(text, position);
      if (end === -1) return text.length;
      position = end;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      position += 1;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      position += 1;
    } else if (depth === 0) {
      position = Math.max(nextJsonToken(text, position).end, position + 1);
    } else {
      position += 1;
      continue;
    }
    if (depth <= 0) return position;
  }
}
