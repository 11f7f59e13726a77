import { expect, test } from 'vitest';
import { fetchApi } from '../messages/fetch';

test('a fetch request survives a round trip in its oldest and newest version', () => {
  const topics = [{ topic: 'a', partitions: [{ partition: 3, fetchOffset: 7, partitionMaxBytes: 1024 }] }];
  const oldest = fetchApi.request.decode(fetchApi.request.encode(4, { maxWaitMs: 5, minBytes: 1, topics }), 4);
  expect(oldest.topics[0]?.partitions[0]).toMatchObject({ partition: 3, fetchOffset: 7, currentLeaderEpoch: -1 });
  const newest = fetchApi.request.decode(fetchApi.request.encode(18, { maxWaitMs: 5, minBytes: 1, topics }), 18);
  expect(newest.topics[0]?.partitions[0]).toMatchObject({ partition: 3, fetchOffset: 7, highWatermark: Number.MAX_SAFE_INTEGER });
});
