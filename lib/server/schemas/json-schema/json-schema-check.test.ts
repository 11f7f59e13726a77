import { expect, test } from 'vitest';
import type { NamedSchema } from '../registry-texts';
import { problemText } from '../value-problem';
import { jsonSchemaCheck } from './json-schema-check';

function problemsOf(schema: unknown, json: string, references: readonly NamedSchema[] = []): readonly string[] {
  return jsonSchemaCheck(JSON.stringify(schema), references)(json).map(problemText);
}

const order = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['id', 'lines'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 1 },
    state: { enum: ['OPEN', 'SENT'] },
    at: { type: 'string', format: 'date-time' },
    code: { type: 'string', pattern: '^[A-Z]{2}$', maxLength: 3 },
    lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } },
    note: { type: ['string', 'null'] },
    'a/b c': { type: 'boolean' },
  },
  $defs: { line: { type: 'object', required: ['quantity'], properties: { quantity: { type: 'integer' } } } },
};

test.each([
  ['{"id":1,"lines":[{"quantity":2}],"note":null,"a/b c":true,"at":"2026-01-31T00:00:00Z"}', []],
  ['{"id":1,"lines":[{"quantity":"two"}]}', ['value.lines[0].quantity: expected integer, found "two"']],
  ['{"id":1,"lines":[{"quantity":1},{}]}', ['value.lines[1].quantity: is required, found nothing']],
  ['{}', ['value.id: is required, found nothing', 'value.lines: is required, found nothing']],
  ['{"id":0,"lines":[]}', ['value.id: expected at least 1, found 0', 'value.lines: array has too few items (0 < 1)']],
  ['{"id":1,"lines":[{"quantity":1}],"total":5}', ['value.total: the schema allows nothing here']],
  ['{"id":1,"lines":[{"quantity":1}],"state":"GONE"}', ['value.state: expected one of "OPEN", "SENT", found "GONE"']],
  ['{"id":1,"lines":[{"quantity":1}],"at":"today"}', ['value.at: expected text in the format date-time, found "today"']],
  ['{"id":1,"lines":[{"quantity":1}],"code":"x"}', ['value.code: expected text that matches "^[A-Z]{2}$", found "x"']],
  ['{"id":1,"lines":[{"quantity":1}],"note":[]}', ['value.note: expected string or null, found a list']],
  ['{"id":1,"lines":[{"quantity":1}],"a/b c":1}', ['value["a/b c"]: expected boolean, found 1']],
  ['[]', ['value: expected object, found a list']],
  [
    '{"id":-9007199254740993,"lines":3}',
    ['value.id: expected at least 1, found -9007199254740993', 'value.lines: expected array, found 3'],
  ],
])('what is wrong with %s is said by its place', (json, problems) => {
  expect(problemsOf(order, json)).toEqual(problems);
});

test.each([
  ['none of which takes it', { anyOf: [{ type: 'string' }, { type: 'null' }] }, '5', 'value: expected string or null, found 5'],
  [
    'one of which takes it but for something in it',
    { oneOf: [{ type: 'null' }, { type: 'object', properties: { a: { type: 'integer' } } }] },
    '{"a":"x"}',
    'value.a: expected integer, found "x"',
  ],
  ['of several kinds', { anyOf: [{ minimum: 5 }, { const: 1 }] }, '2', 'value: expected one of the alternatives, found 2'],
  [
    'two of which take it',
    { oneOf: [{ minimum: 1 }, { type: 'integer' }] },
    '2',
    'value: expected what only one alternative takes (2 do), found 2',
  ],
])('alternatives %s', (_name, schema, json, problem) => {
  expect(problemsOf(schema, json)).toEqual([problem]);
});

test('drafts differ, and each is read as its own', () => {
  const exclusive = { $schema: 'http://json-schema.org/draft-04/schema#', minimum: 1, exclusiveMinimum: true };
  expect(problemsOf(exclusive, '1')).toEqual(['value: expected at least 1, found 1']);
  const tuple = { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }], additionalItems: false };
  expect(problemsOf(tuple, '["a", 1]')).toEqual(['value[1]: the schema allows nothing here']);
  expect(problemsOf({ prefixItems: [{ type: 'string' }], items: false }, '["a", 1]')).toEqual([
    'value[1]: the schema allows nothing here',
  ]);
});

test('other schemas are found by their names, and by their ids', () => {
  const address = { name: 'address.json', text: '{"$id":"https://acme.example/v1/address","required":["street"]}' };
  const street = ['value.to.street: is required, found nothing'];
  const to = (ref: string, id?: string) => ({ ...(id === undefined ? {} : { $id: id }), properties: { to: { $ref: ref } } });
  expect(problemsOf(to('address.json'), '{"to":{}}', [address])).toEqual(street);
  expect(problemsOf(to('address.json', 'https://acme.example/order.json'), '{"to":{}}', [address])).toEqual(street);
  expect(problemsOf(to('https://acme.example/v1/address'), '{"to":{}}', [address])).toEqual(street);
});

test.each([
  ['what it does not have', { $ref: 'https://elsewhere.example/x.json' }, /Unresolved \$ref "https:\/\/elsewhere/],
  ['itself', { $ref: '#' }, /stack/],
  ['a dynamic scope', { $dynamicRef: '#node' }, /\$dynamicRef is not known/],
  ['a type that is none', { properties: { a: { type: 'int' } } }, /"int" is no type/],
  ['a pattern that is none', { pattern: '(' }, /regular expression/i],
  ['a draft that is too old', { $schema: 'http://json-schema.org/draft-03/schema#' }, /drafts before 4/],
])('a schema that refers to %s is refused', (_name, schema, reason) => {
  expect(() => problemsOf(schema, '"x"')).toThrow(reason);
});

test('a long list of nothing right has as many problems as anybody reads', () => {
  expect(
    problemsOf({ allOf: [{ items: { type: 'integer' } }] }, `[${Array(150_000).fill('"x"').join(',')}]`).length,
  ).toBeLessThanOrEqual(20);
});

test('names that could be taken for those of JavaScript are names', () => {
  const schema = { properties: { toString: { type: 'integer' } }, additionalProperties: false };
  expect(problemsOf(schema, '{"__proto__":1,"toString":"x"}')).toEqual([
    'value.toString: expected integer, found "x"',
    'value.__proto__: the schema allows nothing here',
  ]);
});
