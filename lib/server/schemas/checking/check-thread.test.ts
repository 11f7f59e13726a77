import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkThreadFromSource } from '../../integration/spawn-from-source';
import { CheckThread } from './check-thread';
import type { CheckSchema } from './check-messages';

let thread: CheckThread;

beforeAll(() => {
  thread = new CheckThread(checkThreadFromSource);
});

afterAll(() => {
  thread.close();
});

const byJson = (schema: object | boolean): CheckSchema => ({ type: 'json-schema', text: JSON.stringify(schema), references: [] });

test('values are checked one by one, whatever is wrong with the others', async () => {
  const avro: CheckSchema = {
    type: 'avro',
    text: '"com.acme.Id"',
    references: [{ name: 'com.acme.Id', text: '{"type":"fixed","name":"com.acme.Id","size":1}' }],
  };
  await expect(thread.check({ schema: avro, texts: ['"x"', '"xy"', 'x'] })).resolves.toMatchObject({
    kind: 'checked',
    results: [
      { problems: [], avro: new Uint8Array([0x78]) },
      { problems: [expect.stringContaining('value: expected 1 bytes')] },
      { problems: ['value: expected JSON, but "x" stands at line 1, column 1'] },
    ],
  });
  await expect(thread.check({ schema: byJson({ type: 'string' }), texts: ['"x"', ''] })).resolves.toEqual({
    kind: 'checked',
    results: [{ problems: [] }, { problems: ['value: expected JSON, but it ends at line 1, column 1'] }],
  });
});

test.each([
  ['a type it does not have', { type: 'avro', text: '"Order"', references: [] } as const, /Order/],
  ['no JSON', { type: 'avro', text: '{', references: [] } as const, /JSON/],
  ['itself', byJson({ $ref: '#' }), /^it refers to itself without an end$/],
  ['what is nowhere', byJson({ $ref: 'other.json' }), /^Unresolved \$ref "other.json"/],
])('a schema that is %s is unusable', async (_name, schema, reason) => {
  await expect(thread.check({ schema, texts: ['1'] })).resolves.toEqual({
    kind: 'unusable',
    reason: expect.stringMatching(reason) as string,
  });
});

test('a pattern that would run for ever is stopped, and who waits behind it is answered', async () => {
  const evil = thread.check({ schema: byJson({ pattern: '^(a+)+$' }), texts: ['"aa"', `"${'a'.repeat(60)}b"`] });
  const next = thread.check({ schema: byJson(true), texts: ['1'] });
  await expect(evil).rejects.toMatchObject({ code: 'SCHEMA_STOPPED', details: { reason: 'time', index: 1 } });
  await expect(next).resolves.toMatchObject({ kind: 'checked' });
});

test('a schema that multiplies its alternatives is stopped', async () => {
  const layer = (ref: string) => ({ anyOf: Array(10).fill({ $ref: ref }) as object[] });
  const $defs = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`d${index}`, layer(`#/$defs/d${index + 1}`)]));
  const schema = byJson({ $ref: '#/$defs/d0', $defs: { ...$defs, d12: { type: 'null' } } });
  await expect(thread.check({ schema, texts: ['1'] })).rejects.toMatchObject({ code: 'SCHEMA_STOPPED' });
});

test('a sample is made in the thread, within its budget', async () => {
  const avro: CheckSchema = { type: 'avro', text: '"string"', references: [] };
  await expect(thread.sample(avro)).resolves.toEqual({ kind: 'sampled', text: expect.stringMatching(/^"\w+"$/) as string });
  const itself: CheckSchema = { ...avro, text: '{"type":"record","name":"R","fields":[{"name":"self","type":"R"}]}' };
  await expect(thread.sample(itself)).resolves.toEqual({ kind: 'unsampled', reason: 'it refers to itself without an end' });
  const layer = (ref: string) => ({ allOf: Array(10).fill({ $ref: ref }) as object[] });
  const $defs = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`d${index}`, layer(`#/$defs/d${index + 1}`)]));
  const endless = thread.sample(byJson({ $ref: '#/$defs/d0', $defs: { ...$defs, d12: { type: 'null' } } }));
  await expect(endless).rejects.toMatchObject({ code: 'SCHEMA_STOPPED' });
});
