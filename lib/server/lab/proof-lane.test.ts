import { expect, test } from 'vitest';
import { ServiceError } from '../service-error';
import { ProofLane } from './proof-lane';

/** Writes and acknowledges `count` numbers, each at the offset of its own number. */
function written(count: number): ProofLane {
  const lane = new ProofLane(0);
  for (let number = 0; number < count; number += 1) {
    lane.sent(number * 10);
    lane.acked(number, number * 10 + 4);
  }
  return lane;
}

function read(lane: ProofLane, numbers: readonly number[], position: number): void {
  for (const number of numbers) lane.found(number);
  lane.reached(position);
}

const facts = ({ acknowledged, verified, lost, doubled }: ProofLane) => ({ acknowledged, verified, lost, doubled });

test('what was acknowledged and found is verified', () => {
  const lane = written(3);
  expect(facts(lane)).toEqual({ acknowledged: 3, verified: 0, lost: 0, doubled: 0 });
  read(lane, [0, 1, 2], 3);
  expect(facts(lane)).toEqual({ acknowledged: 3, verified: 3, lost: 0, doubled: 0 });
  expect([lane.isVerified, lane.longestPauseMs]).toEqual([true, 4]);
});

test('what the reader passed and did not find is lost; what it found twice is doubled', () => {
  const lane = written(4);
  read(lane, [0, 2, 2], 4);
  expect(facts(lane)).toEqual({ acknowledged: 4, verified: 4, lost: 2, doubled: 1 });
});

test('what the reader has not come to is not lost', () => {
  const lane = written(4);
  read(lane, [0], 1);
  expect(facts(lane)).toMatchObject({ verified: 1, lost: 0 });
  expect(lane.ahead).toBe(3);
});

test('a write of unknown outcome may be there or not, and was never promised', () => {
  const lane = written(2);
  lane.sent(100);
  lane.gaveUp(new ServiceError('OUTCOME_UNKNOWN', ''), 1_100);
  lane.sent(1_100);
  lane.acked(2, 1_101);
  read(lane, [0, 1, 3], 3);
  expect(facts(lane)).toEqual({ acknowledged: 3, verified: 3, lost: 0, doubled: 0 });
  expect(lane.longestPauseMs).toBe(1_000);
});

test('a number that was surely not written is used again', () => {
  const lane = written(1);
  lane.sent(0);
  lane.gaveUp(new ServiceError('BROKER_UNAVAILABLE', '', { retriable: true }), 5);
  expect(lane.next).toBe(1);
});

test('what retention took first is neither lost nor found', () => {
  const lane = written(5);
  lane.expectGap();
  read(lane, [3, 4], 5);
  expect(facts(lane)).toMatchObject({ verified: 5, lost: 0 });
  expect(lane.notChecked).toBe(3);
});

test('a log that lost its end is counted anew', () => {
  const lane = written(5);
  read(lane, [0, 1, 2, 3, 4], 5);
  lane.recount();
  read(lane, [0, 1], 2);
  lane.sent(100);
  lane.acked(2, 101);
  read(lane, [5], 3);
  expect(facts(lane)).toMatchObject({ acknowledged: 6, lost: 3, doubled: 0 });
});

test('a write under way has waited', () => {
  const lane = new ProofLane(0);
  lane.sent(100);
  expect(lane.waitedMs(850)).toBe(750);
});
