/**
 * What must hold for every message in every version, derived from its schema: values survive a round trip, tagged fields of
 * a newer peer are skipped, and bytes that are cut short or altered at any place end in a CodecError and nothing else.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodecError } from '../primitives/codec-error';
import { uuidFromBytes } from '../primitives/uuid';
import { arrayOf } from '../schema/array';
import { message } from '../schema/message';
import { string } from '../schema/sized-types';
import { struct, type Fields } from '../schema/struct';
import { includes, parseVersions } from '../schema/versions';
import { field, type Field, type WireType } from '../schema/wire-type';
import { loadAllMessages, type AnyMessage } from '../schema-check/all-messages';
import { isArray, isStruct } from '../schema-check/layout-of-ours';

type Values = Record<string, unknown>;

const messages = await loadAllMessages();

const cases = messages.flatMap((schema) => {
  const { min, max } = schema.versions;
  return Array.from({ length: max - min + 1 }, (_, index) => ({ name: schema.name, version: min + index, schema }));
});

const bytesArbitrary = fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes));

function scalarArbitrary(kind: string): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'bool':
      return fc.boolean();
    case 'int8':
      return fc.integer({ min: -128, max: 127 });
    case 'int16':
      return fc.integer({ min: -0x8000, max: 0x7fff });
    case 'uint16':
      return fc.integer({ min: 0, max: 0xffff });
    case 'int32':
      return fc.integer();
    case 'uint32':
      return fc.integer({ min: 0, max: 0xffff_ffff });
    case 'int64':
      return fc.integer({ min: Number.MIN_SAFE_INTEGER + 1, max: Number.MAX_SAFE_INTEGER - 1 });
    case 'float64':
      return fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0));
    case 'uuid':
      return fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => uuidFromBytes(Buffer.from(bytes)));
    case 'string':
      return fc.string({ unit: 'grapheme', maxLength: 6 });
    case 'bytes':
    case 'records':
      return bytesArbitrary;
    default:
      throw new Error(`no values for ${kind}`);
  }
}

function arbitraryOf(type: WireType<unknown, unknown>, version: number): fc.Arbitrary<unknown> {
  if (isArray(type)) return fc.array(arbitraryOf(type.element, version), { maxLength: 2 });
  if (isStruct(type)) return structArbitrary(type.fields, version);
  return scalarArbitrary(type.kind);
}

/** Values of a structure as decoding gives them: fields that the version lacks have their defaults. */
function structArbitrary(fields: Fields, version: number): fc.Arbitrary<Values> {
  const arbitraries = Object.entries(fields).map(([name, schema]): [string, fc.Arbitrary<unknown>] => {
    if (!includes(parseVersions(schema.versions), version)) return [name, fc.constant(schema.defaultValue())];
    const values = arbitraryOf(schema.type, version);
    return [name, includes(parseVersions(schema.nullable), version) ? fc.option(values, { nil: null, freq: 4 }) : values];
  });
  return fc.record(Object.fromEntries(arbitraries));
}

/** The same structure with one more tagged field in every structure inside it: what a newer peer might send. */
function withExtraTags(type: WireType<unknown, unknown>): WireType<unknown, unknown> {
  if (isArray(type)) return arrayOf(withExtraTags(type.element));
  if (isStruct(type)) return struct(extraTagsIn(type.fields));
  return type;
}

function extraTagsIn(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, schema]): [string, Field] => [
    name,
    { ...schema, type: withExtraTags(schema.type) },
  ]);
  return { ...Object.fromEntries(entries), extra: field(string, '0+', { default: '', tag: 10_000 }) };
}

function withExtraValues(type: WireType<unknown, unknown>, value: unknown): unknown {
  if (value === null) return null;
  if (isArray(type) && Array.isArray(value)) return value.map((element) => withExtraValues(type.element, element));
  if (!isStruct(type)) return value;
  const values = value as Values;
  const entries = Object.entries(type.fields).map(
    ([name, schema]) => [name, withExtraValues(schema.type, values[name])] as const,
  );
  return { ...Object.fromEntries(entries), extra: 'from the future' };
}

function sampleOf({ schema, version }: { schema: AnyMessage; version: number }): Buffer {
  const values = fc.sample(structArbitrary(schema.fields, version), { numRuns: 12, seed: 7 });
  const encoded = values.map((value) => schema.encode(version, value)).sort((a, b) => a.length - b.length);
  return encoded.filter(({ length }) => length <= 400).at(-1) ?? encoded[0] ?? Buffer.alloc(0);
}

/** Runs a decoder that may refuse, with CodecError only. Returns whether it did. */
function refuses(schema: AnyMessage, version: number, bytes: Buffer): boolean {
  try {
    schema.decode(bytes, version);
    return false;
  } catch (error) {
    if (error instanceof CodecError) return true;
    throw error;
  }
}

test('every message of the folder is covered', () => {
  expect(messages.length).toBeGreaterThan(2 * 33);
});

describe.each(cases)('$name $version', ({ schema, version }) => {
  test('gives back what was written', () => {
    fc.assert(
      fc.property(structArbitrary(schema.fields, version), (values) => {
        expect(schema.decode(schema.encode(version, values), version)).toEqual(values);
      }),
      { numRuns: 15 },
    );
  });

  test('skips tagged fields it does not know', () => {
    if (!schema.isFlexible(version)) return;
    const fields = extraTagsIn(schema.fields);
    const newer = message({ name: 'newer', versions: `${version}`, flexible: '0+', fields });
    const type = struct(schema.fields);
    fc.assert(
      fc.property(structArbitrary(schema.fields, version), (values) => {
        const encoded = newer.encode(version, withExtraValues(type, values) as Values);
        expect(schema.decode(encoded, version)).toEqual(values);
      }),
      { numRuns: 5 },
    );
  });

  test('refuses input cut short at any byte', () => {
    const bytes = sampleOf({ schema, version });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(refuses(schema, version, bytes.subarray(0, length))).toBe(true);
    }
  });

  test('answers hostile bytes at any place with a CodecError or a value', () => {
    const bytes = sampleOf({ schema, version });
    const patterns = [
      '00',
      '01',
      '7f',
      '80',
      'ff',
      '7fff',
      '8000',
      '7fffffff',
      '80000000',
      'fffffffe',
      'ffffffff0f',
      'ffffffff7f',
    ];
    for (const pattern of patterns.map((hex) => Buffer.from(hex, 'hex'))) {
      for (let at = 0; at + pattern.length <= bytes.length; at += 1) {
        const copy = Buffer.from(bytes);
        pattern.copy(copy, at);
        refuses(schema, version, copy);
      }
    }
  });
});
