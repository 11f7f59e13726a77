import { expect, test } from 'vitest';
import { deletionRequestOf, requestOfPlan, type DeletionDraft } from './deletion-draft';

const draft: DeletionDraft = { kind: 'all', offset: '', time: '', partitions: '' };

test.each<[Partial<DeletionDraft>, object | undefined]>([
  [{}, { before: 'end' }],
  [{ partitions: '0-3, 7' }, { before: 'end', p: '0-3,7' }],
  [{ partitions: 'all of them' }, undefined],
  [{ kind: 'offset', offset: '1,204' }, { before: 'o:1204' }],
  [{ kind: 'offset', offset: 'x' }, undefined],
  [{ kind: 'time', time: '2026-11-22T09:30' }, { before: 't:1795339800000' }],
  [{ kind: 'time', time: '' }, undefined],
])('%j asks for %j', (typed, request) => expect(deletionRequestOf({ ...draft, ...typed }, 'UTC')).toEqual(request));

test('what is done is what the plan showed, for the topic it was made for', () => {
  const row = { start: '0', end: '9', error: null };
  const partitions = [
    { ...row, partition: 0, before: '5' },
    { ...row, partition: 1, before: '0' },
    { ...row, partition: 2, before: '9' },
  ];
  const plan = {
    name: 'orders',
    id: 'a-topic-id',
    dryRun: true,
    partitions,
    problems: [],
    countAtMost: '14',
    exact: true,
    groups: [],
    brokersMissing: [],
    groupsRefused: [],
  };
  expect(requestOfPlan(plan)).toEqual({ before: 'o:0@5,2@9', topicId: 'a-topic-id' });
});
