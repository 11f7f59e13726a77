import { expect, test } from 'vitest';
import { columnsFrom } from './topic-columns';

test('without a choice all but the policy are shown; a choice leaves out what is not known', () => {
  expect([...columnsFrom(null)]).toEqual(['partitions', 'replicas', 'messages', 'rate', 'plot', 'size', 'last']);
  expect([...columnsFrom('policy,messages,colour')]).toEqual(['messages', 'policy']);
  expect([...columnsFrom('')]).toEqual([]);
});
