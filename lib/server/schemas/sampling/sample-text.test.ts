import { expect, test } from 'vitest';
import type { CheckSchema } from '../checking/check-messages';
import { compileCheck } from '../checking/compile-check';
import { patternText } from './pattern-text';
import { SampleSource } from './sample-source';
import { sampleText } from './sample-text';

const nowMs = Date.UTC(2026, 0, 31, 13, 30);

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const sampleOf = (schema: CheckSchema, seed: number): string => sampleText(schema, new SampleSource(randomOf(seed), nowMs));
const avro = (schema: unknown, ...references: unknown[]): CheckSchema => ({
  type: 'avro',
  text: JSON.stringify(schema),
  references: references.map((reference) => ({ name: '', text: JSON.stringify(reference) })),
});
const json = (schema: unknown, references: CheckSchema['references'] = []): CheckSchema => ({
  type: 'json-schema',
  text: JSON.stringify(schema),
  references,
});

const logical = (type: string, logicalType: string, more: object = {}) => ({ type, logicalType, ...more });
const fields = (types: Record<string, unknown>) => Object.entries(types).map(([name, type]) => ({ name, type }));
const node = {
  type: 'record',
  name: 'Node',
  fields: fields({ next: ['null', 'Node'], children: { type: 'array', items: 'Node' } }),
};

const avroSchemas: Record<string, CheckSchema> = {
  'all primitives': avro({
    type: 'record',
    name: 'All',
    namespace: 'com.acme',
    fields: fields({ a: 'null', b: 'boolean', c: 'int', d: 'long', e: 'float', f: 'double', g: 'bytes', h: 'string' }),
  }),
  'containers and names': avro({
    type: 'record',
    name: 'com.acme.Order',
    fields: fields({
      colour: { type: 'enum', name: 'Colour', symbols: ['RED', 'BLUE'] },
      other: 'Colour',
      far: ['null', 'com.acme.Colour'],
      hash: { type: 'fixed', name: 'Hash', size: 16 },
      lines: { type: 'array', items: { type: 'record', name: 'Line', fields: fields({ quantity: 'int' }) } },
      tags: { type: 'map', values: ['null', 'string'] },
      either: [{ type: 'record', name: 'A', fields: [] }, 'Line'],
    }),
  }),
  'logical types': avro({
    type: 'record',
    name: 'Times',
    fields: fields({
      date: logical('int', 'date'),
      time: logical('int', 'time-millis'),
      micros: logical('long', 'time-micros'),
      at: logical('long', 'timestamp-millis'),
      there: logical('long', 'local-timestamp-micros'),
      id: logical('string', 'uuid'),
      price: logical('bytes', 'decimal', { precision: 9, scale: 2 }),
      share: logical('fixed', 'decimal', { name: 'F', size: 2, precision: 4, scale: 4 }),
      whole: logical('bytes', 'decimal', { precision: 1 }),
      wait: logical('fixed', 'duration', { name: 'D', size: 12 }),
      unknown: logical('long', 'date'),
    }),
  }),
  recursion: avro(node),
  'another schema': avro('com.acme.Id', { type: 'fixed', name: 'com.acme.Id', size: 2 }),
};

const jsonSchemas: Record<string, CheckSchema> = {
  'an object': json({
    type: 'object',
    required: ['id', 'undescribed'],
    additionalProperties: { type: 'string' },
    properties: {
      id: { type: 'integer', minimum: 5, maximum: 9 },
      price: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.25 },
      low: { type: 'number', maximum: -10 },
      name: { type: ['null', 'string'], minLength: 30 },
      short: { type: 'string', maxLength: 2 },
      colour: { enum: ['red', 'blue'] },
      kind: { const: 'order' },
      state: { type: 'string', default: 'new' },
      sample: { type: 'string', examples: ['an example'] },
      tags: { type: 'array', items: { type: 'string' }, minItems: 3 },
      pair: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'boolean' }], items: false },
    },
  }),
  formats: json({
    properties: Object.fromEntries(
      ['date-time', 'date', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid'].map((format) => [
        format,
        { type: 'string', format },
      ]),
    ),
  }),
  'parts put together': json({
    $defs: {
      money: { type: 'object', required: ['amount'], properties: { amount: { $ref: '#/$defs/positive' } } },
      positive: { minimum: 1 },
    },
    allOf: [{ $ref: '#/$defs/money' }, { properties: { currency: { pattern: '^[A-Z]{3}$' } }, required: ['currency'] }],
    oneOf: [{ required: ['a'], properties: { a: { type: 'integer' } } }, { required: ['b'] }],
  }),
  'draft 4': json({
    $schema: 'http://json-schema.org/draft-04/schema#',
    definitions: { age: { type: 'integer', minimum: 0, exclusiveMinimum: true } },
    properties: { age: { $ref: '#/definitions/age' } },
  }),
  recursion: json({ $ref: '#/$defs/n', $defs: { n: { type: 'object', properties: { next: { $ref: '#/$defs/n' } } } } }),
  'another schema': json({ type: 'object', required: ['home'], properties: { home: { $ref: 'address.json' } } }, [
    {
      name: 'address.json',
      text: '{"type":"object","required":["zip"],"properties":{"zip":{"pattern":"^\\\\d{5}(-\\\\d{4})?$"}}}',
    },
  ]),
  'anything at all': json(true),
};

for (const [kind, schemas] of Object.entries({ Avro: avroSchemas, 'JSON Schema': jsonSchemas })) {
  test.each(Object.entries(schemas))(`${kind}, %s: fifty samples fit`, (_name, schema) => {
    const check = compileCheck(schema);
    for (let seed = 0; seed < 50; seed += 1) {
      const text = sampleOf(schema, seed);
      expect([text, check(text).problems]).toEqual([text, []]);
    }
  });
}

test('a sample is made of the names of its fields, and differs from the next one', () => {
  const schema = avro({
    type: 'record',
    name: 'P',
    fields: fields({ email: 'string', currency: 'string', orderId: 'string', n: 'long' }),
  });
  expect(JSON.parse(sampleOf(schema, 1))).toEqual({
    email: expect.stringMatching(/^\w+@example\.com$/) as string,
    currency: expect.stringMatching(/^[A-Z]{3}$/) as string,
    orderId: expect.stringMatching(/^[a-z]+-\d{3}$/) as string,
    n: expect.any(Number) as number,
  });
  expect(sampleOf(schema, 1)).not.toBe(sampleOf(schema, 2));
});

test.each([
  ['a record of itself', avro({ type: 'record', name: 'R', fields: fields({ self: 'R' }) }), /refers to itself/],
  [
    'more than anybody looks at',
    json({ type: 'array', minItems: 20, items: { type: 'array', minItems: 20, items: { type: 'array', minItems: 20 } } }),
    /2000 parts/,
  ],
])('%s has no sample', (_name, schema, message) => {
  expect(() => sampleOf(schema, 1)).toThrow(message);
});

test.each([
  '^[A-Z]{3}-\\d{4}$',
  '^(GET|POST|PUT)$',
  '[a-f0-9]+',
  '^\\w+(?:\\.\\w+)*@\\w+\\.com$',
  '^a{2,}b?c*$',
  '^[\\w.-]{1,10}$',
  '\\$\\d',
])('a text of the pattern %s matches it', (pattern) => {
  for (let seed = 0; seed < 50; seed += 1)
    expect(patternText(pattern, new SampleSource(randomOf(seed), nowMs))).toMatch(new RegExp(pattern, 'u'));
});

test.each(['^(?=x)', '[^a]', '(a)\\1', '\\p{L}', 'a)', '(a', '[a', 'a{99999}', '\\'])(
  'the pattern %s is left to people',
  (pattern) => {
    expect(patternText(pattern, new SampleSource(randomOf(1), nowMs))).toBeUndefined();
  },
);
