import { expect, test } from 'vitest';
import { encodeBatch } from '../../protocol/records/encode-batch';
import { VoterSet } from '../../raft/voter-set';
import { kRaftVoters } from './control-records';
import { checkFetchedBatches } from './fetched-batches';

const record = { key: null, value: Buffer.from('v'), timestampMs: 0 };
const batch = (baseOffset: number, partitionLeaderEpoch: number, records = 2) =>
  encodeBatch(
    Array.from({ length: records }, () => record),
    { baseOffset, partitionLeaderEpoch },
  );

test('whole batches are taken as they come, with their epochs and voters', () => {
  const voters = new VoterSet([{ id: 1, directoryId: 'DDDDDDDDDDDDDDDDDDDDDA', endpoints: [] }]);
  const control = encodeBatch([kRaftVoters(voters, 0)], { baseOffset: 9, partitionLeaderEpoch: 4, isControl: true });
  const whole = Buffer.concat([batch(5, 2), batch(7, 4), control]);
  const fetched = checkFetchedBatches(Buffer.concat([whole, batch(10, 4).subarray(0, 30)]), 5, 4);
  expect(fetched?.records.equals(whole)).toBe(true);
  expect(fetched?.facts).toMatchObject({
    startOffset: 5,
    endOffset: 10,
    epochs: [
      { epoch: 2, startOffset: 5 },
      { epoch: 4, startOffset: 7 },
    ],
    voters: [{ offset: 9, voters }],
  });
});

test('no bytes, and less than a batch, are nothing', () => {
  expect(checkFetchedBatches(Buffer.alloc(0), 5, 4)).toBeUndefined();
  expect(checkFetchedBatches(batch(5, 2).subarray(0, 40), 5, 4)).toBeUndefined();
});

test.each([
  ['begins elsewhere', batch(6, 2)],
  ['has a gap', Buffer.concat([batch(5, 2), batch(8, 2)])],
  ['repeats itself', Buffer.concat([batch(5, 2), batch(5, 2)])],
  ['is of an epoch to come', batch(5, 5)],
  ['goes back to an older epoch', Buffer.concat([batch(5, 3), batch(7, 2)])],
])('what %s is refused', (_what, records) => {
  expect(() => checkFetchedBatches(records, 5, 4)).toThrow('In the metadata that the leader sent');
});

test('a changed byte is found', () => {
  const records = batch(5, 2);
  for (let at = 21; at < records.length; at += 1) {
    const changed = Buffer.from(records);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => checkFetchedBatches(changed, 5, 4)).toThrow('damaged');
  }
});
