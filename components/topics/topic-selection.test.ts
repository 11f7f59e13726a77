import { expect, test } from 'vitest';
import type { TopicPage, TopicSummary } from '@/lib/contracts/topic';
import { checkOf, rangeOf, refreshed, selectableOf, withTopics, type TopicSelection } from './topic-selection';

const query = { q: '', internal: false, sort: 'name', page: 1, pageSize: 50 } as const;

function topic(name: string, change: Partial<TopicSummary> = {}): TopicSummary {
  return {
    name,
    id: `id-of-${name}`,
    internal: false,
    partitions: 1,
    replicationFactor: 1,
    underReplicatedPartitions: 0,
    leaderlessPartitions: 0,
    messageCount: '1',
    exact: true,
    sizeBytes: 1,
    lastMessageAtMs: null,
    messagesPerSecond: null,
    cleanupPolicy: 'delete',
    groups: null,
    lag: null,
    sampledAtMs: 1,
    ...change,
  };
}

function pageOf(topics: readonly TopicSummary[], total = topics.length): TopicPage {
  const totals = { total, totalUnfiltered: total, internalHidden: 0 };
  return { topics: [...topics], ...totals, page: 1, pageSize: 50, sortSampledAtMs: null };
}

const [a, b, c, d] = [topic('a'), topic('b'), topic('c'), topic('d')];
const rows = [a, b, c, d];
const none: TopicSelection = new Map();
const names = (selection: TopicSelection) => [...selection.keys()];

test('topics are added and taken away; what is internal cannot be selected', () => {
  const two = withTopics(none, [a, c], true);
  expect(names(two)).toEqual(['a', 'c']);
  expect(names(withTopics(two, [a, b], false))).toEqual(['c']);
  expect(selectableOf(pageOf([a, topic('__x', { internal: true })]))).toEqual([a]);
});

test.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  ['b', 'b', ['b']],
  ['away', 'c', ['c']],
  [undefined, 'c', ['c']],
])('the range from %s to %s is %j', (from, to, range) => {
  expect(rangeOf(rows, from, to).map(({ name }) => name)).toEqual(range);
});

test('the box of all is empty, dashed or ticked', () => {
  expect(checkOf(none, rows)).toBe(false);
  expect(checkOf(withTopics(none, [b], true), rows)).toBe('some');
  expect(checkOf(withTopics(none, [...rows, topic('elsewhere')], true), rows)).toBe(true);
  expect(checkOf(none, [])).toBe(false);
});

test('figures tick; a list that says nothing new changes nothing', () => {
  const selection = withTopics(none, [a], true);
  const later = topic('a', { messageCount: '2' });
  expect(refreshed(selection, pageOf([later, b]), query).get('a')?.messageCount).toBe('2');
  expect(refreshed(selection, pageOf([a, b]), query)).toBe(selection);
});

test('a topic leaves when it is gone or another one, and stays when it is only out of sight', () => {
  const selection = withTopics(none, [a, b], true);
  expect(names(refreshed(selection, pageOf([b, c]), query))).toEqual(['b']);
  expect(names(refreshed(selection, pageOf([topic('a', { id: 'new' }), b]), query))).toEqual(['b']);
  expect(names(refreshed(selection, pageOf([b, c], 60), query)), 'on another page').toEqual(['a', 'b']);
  expect(names(refreshed(selection, pageOf([b]), { ...query, q: 'B' })), 'does not match the filter').toEqual(['a', 'b']);
  expect(names(refreshed(selection, pageOf([b]), { ...query, q: 'A' })), 'would match it').toEqual(['b']);
});
