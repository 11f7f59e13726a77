import { expect, test } from 'vitest';
import { partitionForGroup } from './partition-for-group';

test.each([
  { groupId: '', partition: 0 },
  { groupId: 'abc', partition: 96_354 % 50 },
  { groupId: 'hello', partition: 99_162_322 % 50 },
  { groupId: 'Aa', partition: 2_112 % 50 },
  { groupId: 'BB', partition: 2_112 % 50 },
  { groupId: 'Zürich', partition: 12 },
  { groupId: 'polygenelubricants', partition: 0 }, // Integer.MIN_VALUE has no absolute value
])('group "$groupId" is in partition $partition of 50', ({ groupId, partition }) => {
  expect(partitionForGroup(groupId, 50)).toBe(partition);
});
