import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeCheck, checkOf, keptChecks, noCheck, schemaFor, schemaOf } from './kept-checks';

beforeEach(() => {
  const texts = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => void texts.set(name, text),
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('each topic has its own, and what was typed for another choice stays', () => {
  changeCheck('local', 'orders', { from: 'registry', subject: 'orders-value' });
  changeCheck('local', 'orders', { from: 'text', type: 'avro', text: '"long"' });
  changeCheck('local', 'payments', { from: 'file' });
  expect(schemaFor('local', 'orders')).toEqual({ from: 'text', type: 'avro', text: '"long"' });
  expect(checkOf(keptChecks.get(), 'local', 'orders').subject).toBe('orders-value');
  expect(schemaFor('local', 'payments')).toEqual({ from: 'file' });
  expect(schemaFor('elsewhere', 'orders')).toBeUndefined();
});

test('a choice that is not complete checks nothing', () => {
  expect(schemaOf(noCheck)).toBeUndefined();
  expect(schemaOf({ ...noCheck, from: 'registry' })).toBeUndefined();
  expect(schemaOf({ ...noCheck, from: 'text', text: ' ' })).toBeUndefined();
  expect(schemaOf({ ...noCheck, from: 'registry', subject: 'a', encodes: true })).toEqual({
    from: 'registry',
    subject: 'a',
    version: null,
    encodes: true,
  });
});

test('where there is no room, what was changed longest ago goes', () => {
  const text = ' '.repeat(250_000);
  for (const topic of ['a', 'b', 'c']) changeCheck('local', topic, { from: 'text', text: `${text}{}` });
  expect(['a', 'b', 'c'].map((topic) => schemaFor('local', topic) !== undefined)).toEqual([false, true, true]);
});
