import { expect, test } from 'vitest';
import { RaftLog } from './raft-log';
import { VoterHistory } from './voter-history';
import { VoterSet } from './voter-set';

const voter = (id: number) => ({ id, directoryId: 'D', endpoints: [] });
const setOf = (...ids: number[]) => new VoterSet(ids.map(voter));

/** Epoch 1 at 0, 3 at 5, 4 at 8; ends at 10. */
function logOf(start = { endOffset: 0, epoch: 0 }): RaftLog {
  const epochs = [
    { epoch: 1, startOffset: 0 },
    { epoch: 3, startOffset: 5 },
    { epoch: 4, startOffset: 8 },
  ];
  const latestSnapshot = start.endOffset === 0 ? undefined : start;
  return new RaftLog({ endOffset: 10, epochs, voters: new VoterHistory(setOf(1, 2, 3)), start, latestSnapshot });
}

test.each([
  [0, { epoch: 0, endOffset: 0 }],
  [1, { epoch: 1, endOffset: 5 }],
  [2, { epoch: 1, endOffset: 5 }],
  [3, { epoch: 3, endOffset: 8 }],
  [4, { epoch: 4, endOffset: 10 }],
  [9, { epoch: 4, endOffset: 10 }],
])('epoch %i ends where the next begins', (epoch, end) => {
  expect(logOf().endOffsetFor(epoch)).toEqual(end);
});

test.each([
  [10, 4, 'known'],
  [8, 4, 'known'],
  [8, 3, 'known'],
  [0, 0, 'known'],
  [9, 3, { epoch: 3, endOffset: 8 }],
  [6, 2, { epoch: 1, endOffset: 5 }],
  [11, 4, { epoch: 4, endOffset: 10 }],
  [12, 7, { epoch: 4, endOffset: 10 }],
])('a replica that ends at %i with epoch %i', (offset, epoch, position) => {
  expect(logOf().positionOf(offset, epoch)).toEqual(position);
});

test.each([
  [6, 3, 'known'],
  [4, 1, 'snapshot'],
  [7, 2, 'snapshot'],
  [10, 4, 'known'],
])('a log that begins at 6 with epoch 3, and a replica that ends at %i with epoch %i', (offset, epoch, position) => {
  expect(logOf({ endOffset: 6, epoch: 3 }).positionOf(offset, epoch)).toEqual(position);
});

test('a diverging log is cut where the epoch both know ends for the one whose end is lower', () => {
  expect(logOf().divergingOffset({ epoch: 3, endOffset: 6 })).toBe(6);
  expect(logOf().divergingOffset({ epoch: 3, endOffset: 20 })).toBe(8);
  expect(logOf().divergingOffset({ epoch: 2, endOffset: 20 })).toBe(5);
  expect(logOf().divergingOffset({ epoch: 0, endOffset: 0 })).toBe(0);
});

test('what is committed is never cut, and nothing is committed that is not flushed', () => {
  const log = logOf();
  expect(log.append(5, 4)).toBe(10);
  expect(log.advanceHighWatermark(14)).toBe(true);
  expect(log.highWatermark).toBe(10);
  log.noteFlushed(12);
  expect(log.advanceHighWatermark(14)).toBe(true);
  expect(log.highWatermark).toBe(12);
  expect(log.advanceHighWatermark(11)).toBe(false);
  expect(() => log.truncateTo(11)).toThrow('committed');
  expect(() => log.divergingOffset({ epoch: 4, endOffset: 9 })).toThrow('committed');
  log.truncateTo(12);
  expect(log).toMatchObject({ endOffset: 12, flushedOffset: 12, writtenOffset: 12, lastEpoch: 5 });
});

test('voters count from their append, and no more once that is cut', () => {
  const log = logOf();
  const voters = setOf(1, 2);
  log.appendFetched({
    startOffset: 10,
    endOffset: 12,
    epochs: [{ epoch: 6, startOffset: 10 }],
    voters: [{ offset: 11, voters }],
  });
  expect(log.votersInForce).toBe(voters);
  log.truncateTo(11);
  expect(log.votersInForce.size).toBe(3);
  expect(log.lastEpoch).toBe(6);
  log.truncateTo(10);
  expect(log.lastEpoch).toBe(4);
});

test('a log that is cut at its start keeps the epoch and the voters in force there', () => {
  const log = logOf();
  log.appendFetched({ startOffset: 10, endOffset: 12, epochs: [], voters: [{ offset: 11, voters: setOf(1, 2) }] });
  log.noteFlushed(12);
  log.advanceHighWatermark(12);
  log.startAt({ endOffset: 7, epoch: 3 }, { endOffset: 12, epoch: 4 });
  expect(log).toMatchObject({ startOffset: 7, latestSnapshot: { endOffset: 12, epoch: 4 } });
  expect(log.endOffsetFor(3)).toEqual({ epoch: 3, endOffset: 8 });
  expect(log.voters.before(7).size).toBe(3);
  log.startAt({ endOffset: 12, epoch: 4 }, { endOffset: 12, epoch: 4 });
  expect(log.lastEpoch).toBe(4);
  expect(log.votersInForce.size).toBe(2);
});

test('a snapshot takes the place of the whole log', () => {
  const log = logOf();
  log.restartAt({ endOffset: 50, epoch: 7 }, setOf(4));
  expect(log).toMatchObject({ startOffset: 50, endOffset: 50, flushedOffset: 50, highWatermark: 50, lastEpoch: 7 });
  expect(log.positionOf(50, 7)).toBe('known');
  expect(log.votersInForce.voters.map(({ id }) => id)).toEqual([4]);
});

test.each([
  [4, 10, true],
  [4, 9, false],
  [5, 0, true],
  [3, 100, false],
])('a log that ends with epoch %i at %i is as good: %s', (epoch, endOffset, isUpToDate) => {
  expect(logOf().isUpToDate(epoch, endOffset)).toBe(isUpToDate);
});
