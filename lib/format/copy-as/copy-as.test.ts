import { expect, test } from 'vitest';
import { copyAs, copyTools } from './copy-as';
import { edgeOf } from './edge';
import type { Reading } from './reading';

const whole: Reading = {
  servers: ['a:9092', 'b:9092'],
  security: 'plaintext',
  topic: 'orders',
  partitions: [0, 1, 2],
  isAllPartitions: true,
  begin: { kind: 'oldest' },
  end: null,
  isCommitted: false,
  isFiltered: false,
  isPage: false,
  url: 'http://127.0.0.1:9080/api/v1/clusters/local/topics/orders/records?from=oldest',
};
const record: Reading = {
  ...whole,
  partitions: [2],
  isAllPartitions: false,
  begin: { kind: 'offset', at: '41' },
  end: { kind: 'offset', at: '42' },
};

test('one record is read at its place and nothing else', () => {
  const printed = ['partition', 'offset', 'timestamp', 'key', 'headers'].map((what) => ` --property print.${what}=true`).join('');
  expect(copyAs('kcat', record)).toEqual({
    code: 'kcat -C -b a:9092,b:9092 -X isolation.level=read_uncommitted -t orders -p 2 -o 41 -c 1 -e -J',
    limits: [],
  });
  expect(copyAs('console', record)).toEqual({
    code: `kafka-console-consumer.sh --bootstrap-server a:9092,b:9092 --topic orders --partition 2 --offset 41 --max-messages 1 --timeout-ms 10000 --isolation-level read_uncommitted${printed}`,
    limits: [],
  });
  expect(copyAs('java', record).code).toContain('Stream.of(2)');
  expect(copyAs('java', record).code).toContain('consumer.seek(p, 41L)');
  expect(copyAs('java', record).code).toContain('Math.min(last, 42L)');
  expect(copyAs('kafkajs', record).code).toContain('if ([2].includes(partition))');
  expect(copyAs('curl', { ...record, url: "http://x/a?b='c'" }).code).toBe(String.raw`curl -sS 'http://x/a?b='\''c'\'''`);
});

test('isolation and partitions go along; a range of several partitions is a loop', () => {
  const range: Reading = {
    ...whole,
    partitions: [0, 2],
    isAllPartitions: false,
    isCommitted: true,
    begin: { kind: 'offset', at: '5' },
    end: { kind: 'offset', at: '9' },
  };
  const { code, limits } = copyAs('kcat', range);
  expect(code).toBe(
    'for partition in 0 2; do\n  kcat -C -b a:9092,b:9092 -X isolation.level=read_committed -t orders -p $partition -o 5 -c 4 -e -J\ndone',
  );
  expect(limits).toEqual(['endCounted']);
  expect(copyAs('java', range).code).toContain('properties.put("isolation.level", "read_committed")');
  expect(copyAs('kafkajs', range).code).toContain('readUncommitted: false');
  const apart = copyAs('kcat', {
    ...range,
    begin: {
      kind: 'offsets',
      of: new Map([
        [0, '7'],
        [2, '9'],
      ]),
    },
  }).code;
  expect(apart).toContain('-p 0 -o 7 -c 2');
  expect(apart).not.toContain('-p 2');
});

test('times, the newest and the live tail, as far as each tool can', () => {
  const times: Reading = { ...whole, begin: { kind: 'time', atMs: 1000 }, end: { kind: 'time', atMs: 2000 } };
  expect(copyAs('kcat', times).code).toContain('-o s@1000 -o e@2000');
  expect(copyAs('console', times).limits).toEqual(['time']);
  expect(copyAs('kafkajs', times).code).toContain('fetchTopicOffsetsByTimestamp(topic, 1000)');
  const newest: Reading = { ...whole, begin: { kind: 'newest', count: 50 } };
  expect(copyAs('kcat', newest)).toMatchObject({ code: expect.stringContaining('-o -50') as string, limits: ['newestEach'] });
  expect(copyAs('console', newest).limits).toEqual(['newestNone']);
  const live: Reading = { ...whole, begin: { kind: 'live' }, partitions: [0, 1], isAllPartitions: false };
  expect(copyAs('kcat', live).code).toMatch(/-o end -J &\ndone\nwait$/);
  expect(copyAs('curl', live).limits).toEqual(['liveCall']);
  expect(copyAs('java', live).code).toContain('while (true)');
});

test('a group, a filter, a page and a secured cluster are said, not passed over', () => {
  const reading: Reading = {
    ...whole,
    begin: { kind: 'group', group: 'a"b' },
    isFiltered: true,
    isPage: true,
    security: 'sasl-tls',
  };
  expect(copyAs('kcat', reading).limits).toEqual(['group', 'filter', 'page', 'secured']);
  expect(copyAs('kcat', reading).code).toContain('-X security.protocol=SASL_SSL');
  expect(copyAs('java', reading).code).toContain(String.raw`properties.put("group.id", "a\"b");`);
  expect(copyAs('java', reading).limits).toEqual(['filter', 'page', 'secured']);
  expect(copyAs('kafkajs', reading).code).toContain(String.raw`groupId: "a\"b"`);
  expect(copyAs('curl', reading).limits).toEqual([]);
});

test('no name of a topic leaves its quotes', () => {
  const topic = `x'; rm -rf / #"; process.exit(); //\n`;
  for (const { tool } of copyTools.filter(({ tool: name }) => name !== 'curl')) {
    const { code } = copyAs(tool, { ...record, topic });
    expect(code).not.toContain(topic);
    expect(code.split('\n').some((line) => line.trimStart().startsWith('process.exit(); //'))).toBe(false);
  }
});

test('edges are read from the address, or are none', () => {
  expect(edgeOf({ kind: 'offset', at: '12' })).toEqual({ kind: 'offset', at: '12' });
  expect(edgeOf({ kind: 'offset', at: '0@1, 3@9' })).toEqual({
    kind: 'offsets',
    of: new Map([
      [0, '1'],
      [3, '9'],
    ]),
  });
  expect(edgeOf({ kind: 'offset', at: '1;id' })).toBeNull();
  expect(edgeOf({ kind: 'time', at: '1970-01-01T00:00:01Z' })).toEqual({ kind: 'time', atMs: 1000 });
  expect(edgeOf({ kind: 'time', at: 'soon' })).toBeNull();
});
