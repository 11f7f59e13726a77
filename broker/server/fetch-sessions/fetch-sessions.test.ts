import { expect, test } from 'vitest';
import { errorName } from '../../protocol/error-codes';
import { fetchApi, type FetchRequest } from '../../protocol/messages/fetch';
import { SimClock } from '../../simulation/sim-clock';
import { SimRandom } from '../../simulation/sim-random';
import { fetchContext } from './fetch-context';
import type { AskedPartition } from './fetch-session';
import { FetchSessionCache } from './fetch-session-cache';

const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ';
const otherId = 'AAAAAAAAAAAAAAAAAAAAAg';

function fixture(slots = 10) {
  const clock = new SimClock();
  return { clock, cache: new FetchSessionCache({ clock, random: new SimRandom(1), slots }) };
}

interface Asked {
  readonly sessionId?: number;
  readonly sessionEpoch?: number;
  readonly partitions?: readonly number[];
  readonly forget?: readonly number[];
  readonly of?: string;
  /** The high watermark that a follower says it knows. */
  readonly knows?: number;
}

function request({ sessionId = 0, sessionEpoch = 0, partitions = [], forget = [], of = topicId, knows }: Asked): FetchRequest {
  const rest = { fetchOffset: 0, partitionMaxBytes: 1, logStartOffset: 0, highWatermark: knows };
  const topics = [{ topicId: of, partitions: partitions.map((partition) => ({ partition, ...rest })) }];
  const forgotten = forget.length > 0 ? [{ topicId: of, partitions: forget }] : [];
  const body = { maxWaitMs: 0, minBytes: 1, sessionId, sessionEpoch, topics, forgottenTopicsData: forgotten };
  return fetchApi.request.decode(fetchApi.request.encode(18, body), 18);
}

function begin(cache: FetchSessionCache, asked: Asked, options: { isFollower?: boolean; usesTopicIds?: boolean } = {}) {
  return fetchContext(cache, request(asked), { usesTopicIds: true, isFollower: false, ...options });
}

interface Found {
  readonly highWatermark?: number;
  readonly errorCode?: 0 | 3;
  readonly records?: string;
}

function answered(partitions: readonly AskedPartition[], found: Readonly<Record<number, Found>> = {}) {
  return partitions.map((each) => {
    const { partition } = each.asked;
    const { highWatermark = 5, errorCode = 0, records = '' } = found[partition] ?? {};
    const data = { partitionIndex: partition, errorCode, highWatermark, logStartOffset: 0, records: Buffer.from(records) };
    return { partition: each, data: { ...data, abortedTransactions: null } };
  });
}

type Context = ReturnType<typeof begin>;

function respond(context: Context, found: Readonly<Record<number, Found>> = {}) {
  const { sessionId = 0, responses } = context.respond(answered(context.partitions, found));
  return { sessionId, named: responses.flatMap(({ partitions }) => partitions.map(({ partitionIndex }) => partitionIndex)) };
}

test('a full answer names every partition in order, one that goes on only those that changed', () => {
  const { cache } = fixture();
  const { sessionId, named } = respond(begin(cache, { partitions: [2, 0, 1] }));
  expect(named).toEqual([2, 0, 1]);
  const next = (sessionEpoch: number, found: Readonly<Record<number, Found>>) =>
    respond(begin(cache, { sessionId, sessionEpoch }), found).named;
  expect(next(1, {})).toEqual([]);
  expect(next(2, { 0: { highWatermark: 6 } })).toEqual([0]);
  expect(next(3, { 0: { highWatermark: 6 }, 1: { records: 'r' } })).toEqual([1]);
});

test('a partition that failed is named until it is told to be well again', () => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0] }));
  const next = (sessionEpoch: number, found: Readonly<Record<number, Found>>) =>
    respond(begin(cache, { sessionId, sessionEpoch }), found).named;
  expect(next(1, { 0: { errorCode: 3, highWatermark: -1 } })).toEqual([0]);
  expect(next(2, { 0: { errorCode: 3, highWatermark: -1 } })).toEqual([0]);
  expect(next(3, {})).toEqual([0]);
  expect(next(4, {})).toEqual([]);
});

test('a follower that missed a high watermark is told again', () => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0], knows: -1 }));
  const next = (sessionEpoch: number, knows: number) =>
    respond(begin(cache, { sessionId, sessionEpoch, partitions: [0], knows })).named;
  expect([next(1, 5), next(2, 4), next(3, 5)]).toEqual([[], [0], []]);
});

test('who had records goes to the end, so that a limit starves nobody', () => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0, 1, 2] }));
  respond(begin(cache, { sessionId, sessionEpoch: 1 }), { 0: { records: 'r' } });
  const order = begin(cache, { sessionId, sessionEpoch: 2 }).partitions.map(({ asked }) => asked.partition);
  expect(order).toEqual([1, 2, 0]);
});

test('partitions come and go; a session without any ends', () => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0, 1] }));
  const grown = begin(cache, { sessionId, sessionEpoch: 1, partitions: [3], forget: [0] });
  expect(grown.partitions.map(({ asked }) => asked.partition)).toEqual([1, 3]);
  const { sessionId: none } = respond(begin(cache, { sessionId, sessionEpoch: 2, forget: [1, 3] }));
  expect([none, cache.count]).toEqual([0, 0]);
});

test('a topic created anew is another partition of the session', () => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0] }));
  const both = begin(cache, { sessionId, sessionEpoch: 1, partitions: [0], of: otherId });
  expect(both.partitions.map((each) => each.topicId)).toEqual([topicId, otherId]);
});

test.each([
  ['FETCH_SESSION_ID_NOT_FOUND', { sessionId: 99, sessionEpoch: 1 }, {}],
  ['INVALID_FETCH_SESSION_EPOCH', { sessionEpoch: 2 }, {}],
  ['FETCH_SESSION_TOPIC_ID_ERROR', { sessionEpoch: 1 }, { usesTopicIds: false }],
])('%s', (name, asked, options) => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0] }));
  expect(errorName(begin(cache, { sessionId, ...asked }, options).errorCode)).toBe(name);
});

test('a later request of the session overtakes the one before', () => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0] }));
  const first = begin(cache, { sessionId, sessionEpoch: 1 });
  expect(first.isOvertaken()).toBe(false);
  begin(cache, { sessionId, sessionEpoch: 2 });
  expect(first.isOvertaken()).toBe(true);
});

test('a new session replaces the one it names', () => {
  const { cache } = fixture();
  const { sessionId } = respond(begin(cache, { partitions: [0] }));
  const { sessionId: replaced } = respond(begin(cache, { sessionId, partitions: [0] }));
  expect([cache.count, replaced === sessionId]).toEqual([1, false]);
});

test('without a free slot there is no session, until one has not been used for two minutes', async () => {
  const { cache, clock } = fixture(1);
  const { sessionId } = respond(begin(cache, { partitions: [0] }));
  await clock.advance(100_000);
  respond(begin(cache, { sessionId, sessionEpoch: 1 }));
  await clock.advance(60_000);
  expect(respond(begin(cache, { partitions: [0] })).sessionId).toBe(0);
  await clock.advance(60_001);
  expect(respond(begin(cache, { partitions: [0] })).sessionId).toBeGreaterThan(0);
});

test('a larger session takes the slot of a smaller one that is old enough, and a follower’s that of any consumer', async () => {
  const { cache, clock } = fixture(1);
  let { sessionId } = respond(begin(cache, { partitions: [0, 1] }));
  const keepInUse = async () => {
    await clock.advance(60_001);
    respond(begin(cache, { sessionId, sessionEpoch: 1 }));
    await clock.advance(60_001);
    respond(begin(cache, { sessionId, sessionEpoch: 2 }));
  };
  await keepInUse();
  expect(respond(begin(cache, { partitions: [0, 1] })).sessionId).toBe(0);
  ({ sessionId } = respond(begin(cache, { partitions: [0, 1, 2] })));
  expect(sessionId).toBeGreaterThan(0);
  await keepInUse();
  ({ sessionId } = respond(begin(cache, { partitions: [0] }, { isFollower: true })));
  expect(sessionId).toBeGreaterThan(0);
  await keepInUse();
  expect(respond(begin(cache, { partitions: [0, 1, 2, 3] })).sessionId).toBe(0);
});
