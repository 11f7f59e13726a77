import { expect, test } from 'vitest';
import { mergeByTime } from './merge-by-time';

const list = (topic: string, ...timestamps: string[]) => ({ topic, records: timestamps.map((timestamp) => ({ timestamp })) });
const said = (...lists: ReturnType<typeof list>[]) =>
  mergeByTime(lists).map(({ topic, record }) => `${topic}${record.timestamp}`);

test('earliest first, and of two at one time that of the first list', () => {
  expect(said(list('a', '1', '4', '9'), list('b', '2', '4', '10'), list('c'))).toEqual(['a1', 'b2', 'a4', 'b4', 'a9', 'b10']);
});

test('a topic whose timestamps go back keeps its order', () => {
  expect(said(list('a', '5', '1', '6'), list('b', '2', '7'))).toEqual(['b2', 'a5', 'a1', 'a6', 'b7']);
});

test('nothing of nothing is nothing', () => {
  expect(said()).toEqual([]);
});
