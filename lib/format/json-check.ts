import { nextJsonToken, type JsonToken } from './json-scanner';

export type JsonCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly problem: 'ends-early' | 'unexpected' | 'escape';
      readonly found: string;
      readonly line: number;
      readonly column: number;
    };

type Expect = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'nothing';

const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Where in a string an escape is none; -1 when all are good. */
function badEscapeAt(text: string, token: JsonToken): number {
  const inside = text.slice(token.start, token.end);
  for (let at = inside.indexOf('\\'); at !== -1; at = inside.indexOf('\\', escapePattern.lastIndex)) {
    escapePattern.lastIndex = at;
    if (!escapePattern.test(inside)) return token.start + at;
  }
  return -1;
}

function failure(text: string, at: number, problem: 'ends-early' | 'unexpected' | 'escape'): JsonCheck {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return {
    ok: false,
    problem,
    found: String.fromCodePoint(...(at < text.length ? [text.codePointAt(at) ?? 0] : [])),
    line,
    column: at - before.lastIndexOf('\n'),
  };
}

function afterValue(stack: readonly string[]): Expect {
  return stack.length === 0 ? 'nothing' : 'comma-or-close';
}

/** What may follow `token`, or undefined when it may not stand here. `stack` holds the open brackets. */
function step(expect: Expect, token: JsonToken, stack: string[]): Expect | undefined {
  const takesValue = expect === 'value' || expect === 'value-or-close';
  switch (token.kind) {
    case 'end':
    case 'bad':
      return undefined;
    case '{':
    case '[':
      if (!takesValue) return undefined;
      stack.push(token.kind);
      return token.kind === '{' ? 'key-or-close' : 'value-or-close';
    case '}':
    case ']': {
      const isEmpty = expect === (token.kind === '}' ? 'key-or-close' : 'value-or-close');
      if (!isEmpty && expect !== 'comma-or-close') return undefined;
      if (stack.pop() !== (token.kind === '}' ? '{' : '[')) return undefined;
      return afterValue(stack);
    }
    case ':':
      return expect === 'colon' ? 'value' : undefined;
    case ',':
      if (expect !== 'comma-or-close') return undefined;
      return stack.at(-1) === '{' ? 'key' : 'value';
    case 'string':
      if (expect === 'key' || expect === 'key-or-close') return 'colon';
      return takesValue ? afterValue(stack) : undefined;
    case 'number':
    case 'literal':
      return takesValue ? afterValue(stack) : undefined;
  }
}

/** Whether the text is one JSON document, and where it stops being one. */
export function checkJson(text: string): JsonCheck {
  const stack: string[] = [];
  let expect: Expect = 'value';
  for (let at = 0; ;) {
    const token = nextJsonToken(text, at);
    if (token.kind === 'end') return expect === 'nothing' ? { ok: true } : failure(text, token.start, 'ends-early');
    if (token.kind === 'bad' && text[token.start] === '"') return failure(text, token.start, 'ends-early');
    if (token.kind === 'string') {
      const bad = badEscapeAt(text, token);
      if (bad !== -1) return failure(text, bad, 'escape');
    }
    const next = step(expect, token, stack);
    if (next === undefined) return failure(text, token.start, 'unexpected');
    expect = next;
    at = token.end;
  }
}
