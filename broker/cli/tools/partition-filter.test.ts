import { expect, test } from 'vitest';
import { partitionList, topicPartitionFilter } from './partition-filter';

const partitions = ['a:0', 'a:1', 'a:2', 'b:0', 'b:1', 'ab:0'];

test.each([
  { list: 'a', found: ['a:0', 'a:1', 'a:2'] },
  { list: 'a:1', found: ['a:1'] },
  { list: 'a:0-2', found: ['a:0', 'a:1'] },
  { list: 'a:1-', found: ['a:1', 'a:2'] },
  { list: 'a:-1,b', found: ['a:0', 'b:0', 'b:1'] },
  { list: 'a.*:0', found: ['a:0', 'ab:0'] },
  { list: ':1', found: ['a:1', 'b:1'] },
  { list: 'a:', found: ['a:0', 'a:1', 'a:2'] },
])('$list', ({ list, found }) => {
  const matches = topicPartitionFilter(list);
  const fits = (name: string): boolean => {
    const [topic = '', partition = ''] = name.split(':');
    return matches(topic, Number(partition));
  };
  expect(partitions.filter(fits)).toEqual(found);
});

test.each(['a:x', 'a:1:2', '(:1'])('%s is refused', (list) => {
  expect(() => topicPartitionFilter(list)).toThrow(/^--topic-partitions: /);
});

test('partition numbers', () => {
  expect([...partitionList('0,2,')]).toEqual([0, 2]);
  expect(() => partitionList('0,x')).toThrow('--partitions: "x" is not a partition number');
});
