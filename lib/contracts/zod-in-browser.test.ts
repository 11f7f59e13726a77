import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import type * as core from 'zod/v4/core';
import * as inBrowser from './zod-in-browser';

/*
 * Every schema that a contract exports, once as zod reads it and once as the pages do: what one accepts the other accepts, and they say the
 * same of it. Values are made from the schema itself and then spoilt, so that both the good and the nearly good are tried.
 */

interface Reader {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: unknown };
}

const isReader = (value: unknown): value is Reader =>
  typeof value === 'object' && value !== null && 'safeParse' in value && typeof value.safeParse === 'function';

const isZod = (value: unknown): value is core.$ZodTypes & Reader => isReader(value) && '_zod' in value;

const folder = new URL('.', import.meta.url).pathname;
const contracts = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && !/(\.test|zod-in-browser|api-calls)\.ts$/.test(name),
);

async function exportsOf(name: string): Promise<Readonly<Record<string, unknown>>> {
  return { ...((await import(`${folder}${name}`)) as object) };
}

const known = new Map<string, core.$ZodTypes & Reader>();
for (const name of contracts) {
  for (const [key, value] of Object.entries(await exportsOf(name))) if (isZod(value)) known.set(`${name} ${key}`, value);
}
vi.resetModules();
vi.doMock('zod/mini', () => vi.importActual('./zod-in-browser'));
const twins = new Map<string, Reader>();
for (const name of contracts) {
  for (const [key, value] of Object.entries(await exportsOf(name))) if (isReader(value)) twins.set(`${name} ${key}`, value);
}
afterAll(() => {
  // Other tests share the modules of this thread.
  vi.doUnmock('zod/mini');
  vi.resetModules();
});

const odd = fc.constantFrom<unknown>(undefined, null, '', 'x', -1, 0, 1.5, 1e20, Number.NaN, true, {}, [], { kind: 'x' }, ['x']);

/** Seldom something else in its place. */
const spoilt = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 120, arbitrary: good }, { weight: 1, arbitrary: odd });

function stringsFor(def: core.$ZodStringDef): fc.Arbitrary<unknown> {
  const patterns = (def.checks ?? []).flatMap((check) => {
    const facts = check._zod.def;
    return 'pattern' in facts && facts.pattern instanceof RegExp ? [facts.pattern] : [];
  });
  const [pattern] = patterns;
  return pattern === undefined ? fc.string({ maxLength: 6 }) : fc.stringMatching(pattern);
}

function valuesFor(schema: core.$ZodType): fc.Arbitrary<unknown> {
  if (!isZod(schema)) throw new Error('not a schema of zod');
  const { def } = schema._zod;
  switch (def.type) {
    case 'string':
      return spoilt(stringsFor(def));
    case 'number':
      return spoilt(fc.integer({ min: -2, max: 600 }));
    case 'boolean':
      return spoilt(fc.boolean());
    case 'null':
      return spoilt(fc.constant(null));
    case 'unknown':
      return odd;
    case 'literal':
      return spoilt(fc.constantFrom(...def.values));
    case 'enum':
      return spoilt(fc.constantFrom(...Object.values(def.entries)));
    case 'nullable':
      return fc.option(valuesFor(def.innerType));
    case 'optional':
    case 'default':
      return fc.option(valuesFor(def.innerType), { nil: undefined });
    case 'array':
      return spoilt(fc.array(valuesFor(def.element), { maxLength: 2 }));
    case 'record':
      return spoilt(fc.dictionary(fc.string({ maxLength: 2 }), valuesFor(def.valueType), { maxKeys: 3, noNullPrototype: true }));
    case 'union':
      return fc.oneof(...def.options.map(valuesFor));
    case 'object':
      return spoilt(objectsFor(def.shape));
    default:
      throw new Error(`a contract has a ${def.type}: make values for it here`);
  }
}

/** A field is seldom left out, and seldom there is one that nobody knows. */
function objectsFor(shape: Readonly<Record<string, core.$ZodType>>): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, valuesFor(schema)]));
  const rarely = fc.integer({ min: 0, max: 60 });
  return fc.tuple(fc.record(fields, { noNullPrototype: true }), rarely, rarely).map(([whole, leave, add]) => {
    const names = Object.keys(whole);
    return {
      ...Object.fromEntries(Object.entries(whole).filter(([name]) => name !== names[leave])),
      ...(add === 0 ? { extra: 1 } : {}),
    };
  });
}

test('every builder that the pages may call is there', () => {
  const root = `${folder}../../`;
  const sources = ['app', 'components', 'lib']
    .flatMap((top) => readdirSync(root + top, { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`))
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && !/^(lib\/server|app\/api)\//.test(name))
    .map((name) => readFileSync(root + name, 'utf8'))
    .filter((text) => text.includes("from 'zod/mini'"));
  const called = new Set(sources.flatMap((text) => [...text.matchAll(/\bz\s*\.(\w+)\(/g)].map(([, name = '']) => name)));
  expect(called.size).toBeGreaterThan(15);
  expect([...called].filter((name) => !Object.hasOwn(inBrowser, name))).toEqual([]);
});

test('every schema has its twin', () => {
  expect(known.size).toBeGreaterThan(80);
  expect([...twins.keys()]).toEqual([...known.keys()]);
  expect([...twins.values()].some(isZod)).toBe(false);
});

test.each([...known.keys()])('the pages read %s as zod does', (name) => {
  const [zod, twin] = [known.get(name), twins.get(name)];
  if (zod === undefined || twin === undefined) throw new Error('no such schema');
  let accepted = 0;
  fc.assert(
    fc.property(valuesFor(zod), (value) => {
      const [wanted, got] = [zod.safeParse(value), twin.safeParse(value)];
      expect(got.success).toBe(wanted.success);
      if (!wanted.success) return;
      expect(got.data).toStrictEqual(wanted.data);
      accepted += 1;
    }),
    { numRuns: 150, seed: 1 },
  );
  expect(accepted).toBeGreaterThan(0);
});
