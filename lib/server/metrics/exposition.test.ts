import { expect, test } from 'vitest';
import { Exposition } from './exposition';

test('help, type and samples, with what would break a line escaped', () => {
  const exposition = new Exposition();
  exposition.gauge('up', 'Whether it\nanswers', [
    { labels: { cluster: 'a"b\\c\nd' }, value: 1 },
    { labels: {}, value: 0.5 },
  ]);
  exposition.counter('written_total', 'Records', [{ labels: { topic: 'orders', cluster: 'local' }, value: 12 }]);
  expect(String(exposition)).toBe(
    [
      String.raw`# HELP up Whether it\nanswers`,
      '# TYPE up gauge',
      String.raw`up{cluster="a\"b\\c\nd"} 1`,
      'up 0.5',
      '# HELP written_total Records',
      '# TYPE written_total counter',
      'written_total{topic="orders",cluster="local"} 12',
      '',
    ].join('\n'),
  );
});

test('a metric without samples is left out', () => {
  const exposition = new Exposition();
  exposition.gauge('nothing', 'Nothing', []);
  expect(String(exposition)).toBe('\n');
});
