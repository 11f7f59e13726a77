import { afterEach, expect, test, vi } from 'vitest';
import { keptTopicColumns, showsGroups, withToggled } from './topic-columns';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('without a choice the usual columns are shown; a choice leaves out what is not known', () => {
  let kept: string | null = null;
  vi.stubGlobal('localStorage', { getItem: () => kept });
  expect(keptTopicColumns.get()).toEqual(['partitions', 'replicas', 'messages', 'rate', 'plot', 'size', 'last']);
  kept = '["policy","messages","colour"]';
  expect(keptTopicColumns.get()).toEqual(['messages', 'policy']);
  kept = '[]';
  expect(keptTopicColumns.get()).toEqual([]);
});

test('a column that is toggled goes, or comes back to its place', () => {
  expect(withToggled(['messages', 'size'], 'size')).toEqual(['messages']);
  expect(withToggled(['messages', 'size'], 'rate')).toEqual(['messages', 'rate', 'size']);
});

test('who reads the topics is asked only where a column shows it', () => {
  expect(showsGroups(keptTopicColumns.byDefault)).toBe(false);
  expect(showsGroups(['messages', 'groups'])).toBe(true);
  expect(showsGroups(['lag'])).toBe(true);
});
