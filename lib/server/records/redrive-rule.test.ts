import { expect, test } from 'vitest';
import { redriven, type RedriveRule } from './redrive-rule';

const rule: RedriveRule = { source: 'orders-dlt', header: undefined, limit: 3, dropsErrorHeaders: false };
const noText = Buffer.from([0xff, 0xfe]);
const header = (key: string, value: string | Buffer | null) => ({
  key: Buffer.from(key),
  value: typeof value === 'string' ? Buffer.from(value) : value,
});
const plain = (answer: ReturnType<typeof redriven>) =>
  'headers' in answer ? answer.headers.map(({ key, value }) => [key.toString(), value?.toString()]) : answer;

test('the header of Spring or of Kafka Connect names the topic, or one that is chosen; the last of a name counts', () => {
  const spring = header('kafka_dlt-original-topic', 'orders');
  expect(redriven([spring], rule)).toMatchObject({ topic: 'orders' });
  expect(redriven([header('__connect.errors.topic', 'payments')], rule)).toMatchObject({ topic: 'payments' });
  expect(redriven([spring, header('kafka_dlt-original-topic', 'orders-retry')], rule)).toMatchObject({ topic: 'orders-retry' });
  expect(redriven([spring, header('x-from', 'mine')], { ...rule, header: 'x-from' })).toMatchObject({ topic: 'mine' });
  expect(redriven([spring], { ...rule, header: 'x-from' })).toEqual({ stays: 'no-header', topic: null });
});

test('what names no topic, or its own, stays', () => {
  const named = (value: string | Buffer | null) => redriven([header('kafka_dlt-original-topic', value)], rule);
  expect(redriven([], rule)).toEqual({ stays: 'no-header', topic: null });
  expect(named(null)).toEqual({ stays: 'no-header', topic: null });
  for (const value of ['', 'a b', '../x', noText, 'ö', 'x'.repeat(250)]) {
    expect(named(value)).toEqual({ stays: 'no-name', topic: null });
  }
  expect(named('orders-dlt')).toEqual({ stays: 'same-topic', topic: 'orders-dlt' });
});

test('each time is counted in a header, and a record that has gone round often enough stays', () => {
  const origin = header('kafka_dlt-original-topic', 'orders');
  const counted = (value: string | Buffer | null) => redriven([header('ottla-redrive-count', value), origin], rule);
  expect(plain(redriven([origin], rule))).toEqual([
    ['kafka_dlt-original-topic', 'orders'],
    ['ottla-redrive-count', '1'],
  ]);
  expect(plain(counted('2'))).toEqual([
    ['kafka_dlt-original-topic', 'orders'],
    ['ottla-redrive-count', '3'],
  ]);
  expect(counted('3')).toEqual({ stays: 'limit', topic: null });
  expect(counted('999999999')).toEqual({ stays: 'limit', topic: null });
  for (const odd of ['-1', 'many', '1e9', noText, null]) {
    expect(plain(counted(odd))).toContainEqual(['ottla-redrive-count', '1']);
  }
  const twice = [header('ottla-redrive-count', '0'), header('ottla-redrive-count', '3'), origin];
  expect(redriven(twice, rule)).toEqual({ stays: 'limit', topic: null });
});

test('headers of the failure are dropped when that is asked for; the others stay in order, to the byte', () => {
  const headers = [
    header('a', noText),
    header('kafka_dlt-exception-message', 'boom'),
    header('a', null),
    header('x-from', 'orders'),
    header('__connect.errors.stage', 'VALUE_CONVERTER'),
    header('kafka_dl', 'kept'),
  ];
  const chosen = { ...rule, header: 'x-from' };
  const kept = redriven(headers, chosen);
  expect('headers' in kept ? kept.headers.slice(0, -1) : kept).toEqual(headers);
  const dropped = redriven(headers, { ...chosen, dropsErrorHeaders: true });
  expect('headers' in dropped ? dropped.headers.slice(0, -1) : dropped).toEqual([headers[0], headers[2], headers[5]]);
});
