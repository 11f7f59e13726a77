import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkJson } from './json-check';
import { jsonChildren, jsonValueAt, layoutJson } from './json-layout';
import { nextJsonToken } from './json-scanner';

test('every document JSON.stringify writes is accepted, and its layout means the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(checkJson(text)).toEqual({ ok: true });
      expect(layoutJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
});

test('the check agrees with JSON.parse on any text made of JSON pieces', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"\\n"',
    '"\\x"',
    '1',
    '-0.5e+3',
    '01',
    'true',
    'nul',
    ' ',
    '\n',
    '"cut',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const text = pieces.join('');
      let valid = true;
      try {
        JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(checkJson(text).ok).toBe(valid);
    }),
    { numRuns: 2000 },
  );
});

test('the place of a mistake is a line and a column', () => {
  expect(checkJson('{\n  "a": 1,\n  b: 2\n}')).toEqual({ ok: false, problem: 'unexpected', found: 'b', line: 3, column: 3 });
  expect(checkJson('{"a": [1, 2}')).toEqual({ ok: false, problem: 'unexpected', found: '}', line: 1, column: 12 });
  expect(checkJson('{"a": ')).toMatchObject({ ok: false, problem: 'ends-early', line: 1, column: 7 });
  expect(checkJson('')).toMatchObject({ ok: false, problem: 'ends-early' });
});

test('numbers beyond 2^53, their zeros and duplicate keys survive the layout', () => {
  expect(layoutJson('{"id":9007199254740993,"amount":129.90,"a":[],"a":{}}')).toBe(
    '{\n  "id": 9007199254740993,\n  "amount": 129.90,\n  "a": [],\n  "a": {}\n}',
  );
});

test('children are read one level at a time, with a limit and a place to go on from', () => {
  const text = '{"a":[1,{"x":"]"}],"b\\"":null , "c":"},{" }';
  const root = jsonValueAt(text, 0);
  expect(root).toEqual({ kind: 'object', start: 0, end: text.length });
  if (root === undefined) return;
  const first = jsonChildren(text, root, 2);
  expect(first.children.map((child) => text.slice(child.start, child.end))).toEqual(['[1,{"x":"]"}]', 'null']);
  expect(first.children.map((child) => text.slice(child.key?.start, child.key?.end))).toEqual(['"a"', '"b\\""']);
  const rest = jsonChildren(text, root, 2, first.next);
  expect(rest.children.map((child) => child.kind)).toEqual(['string']);
  expect(rest.next).toBe(-1);
});

test('a preview that is cut inside a string ends in one bad token', () => {
  const text = '{"a":1,"note":"cut he';
  const kinds: string[] = [];
  for (let at = 0; ;) {
    const token = nextJsonToken(text, at);
    if (token.kind === 'end') break;
    kinds.push(token.kind);
    at = token.end;
  }
  expect(kinds).toEqual(['{', 'string', ':', 'number', ',', 'string', ':', 'bad']);
});

test('a large document is checked in one pass', () => {
  const text = JSON.stringify(Array.from({ length: 60_000 }, (_, index) => ({ index, text: 'x'.repeat(60) })));
  const started = performance.now();
  expect(checkJson(text)).toEqual({ ok: true });
  expect(performance.now() - started).toBeLessThan(5000);
});

test('depth does not multiply the size of a document', () => {
  const depth = 50_000;
  const laidOut = layoutJson('['.repeat(depth) + ']'.repeat(depth));
  expect(laidOut.length).toBeLessThan(depth * 2 * (2 * 64 + 2));
  expect(JSON.stringify(laidOut.replace(/\s/g, ''))).toBe(JSON.stringify('['.repeat(depth) + ']'.repeat(depth)));
});
