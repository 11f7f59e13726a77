import { expect, test } from 'vitest';
import { en } from './en';
import { loadCatalogue } from './load-catalogue';
import { createTranslator } from './translate';

const text = createTranslator('en', en);
const persian = createTranslator('fa', loadCatalogue('fa'));

test('placeholders are filled in and numbers are grouped', () => {
  expect(text.t('common.ago', { duration: '4 s' })).toBe('4 s ago');
  expect(text.t('common.messages', { count: 1284031 })).toBe('1,284,031 messages');
});

test('the plural form follows the count', () => {
  expect(text.t('common.messages', { count: 1 })).toBe('1 message');
  expect(text.t('common.messages', { count: 0 })).toBe('0 messages');
});

test('a key known only at run time is found or not', () => {
  expect(text.find('errors.UNKNOWN.title')).toBe(en.errors.UNKNOWN.title);
  expect(text.find('errors.NO_SUCH_CODE.title')).toBeUndefined();
  expect(text.find('errors')).toBeUndefined();
});

test('pieces keep what was given, in order', () => {
  expect(text.pieces('common.ago', { duration: ['a', 'node'] })).toEqual(['', ['a', 'node'], ' ago']);
});

test('the number of a broker or a partition is a name: never grouped', () => {
  expect(text.t('common.onBroker', { broker: 1001 })).toBe('broker 1001');
  expect(persian.t('common.onPartition', { partition: 12 })).toContain('12');
});

test('in a language from right to left what is put into a sentence keeps its own direction', () => {
  expect(persian.t('record.backTo', { topic: '__consumer_offsets' })).toContain('\u2068__consumer_offsets\u2069');
  expect(persian.pieces('record.backTo', { topic: '.a' })).toContain('\u2068.a\u2069');
  expect(text.t('record.backTo', { topic: '__consumer_offsets' })).not.toContain('\u2068');
});
