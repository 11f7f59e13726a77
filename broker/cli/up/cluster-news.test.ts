import { expect, test } from 'vitest';
import type { ChangedFact, ClusterChange } from '../../server/cluster-change';
import type { ClusterEvent } from './cluster-event';
import { ClusterNews } from './cluster-news';
import { EventLog } from './event-log';

/** Epoch milliseconds that lie before now, so that nothing seems to come from the future. */
const base = Date.now() - 60_000;

const leader = (topic: string, partition: number, from: number | null, to: number | null, epoch = 1): ClusterChange => ({
  subject: `leader ${topic} ${partition}`,
  version: epoch,
  state: String(to),
  fact: { kind: 'leader-changed', topic, partition, leaderEpoch: epoch, from, to },
});
const left = (topic: string, partition: number, broker: number): ClusterChange => ({
  subject: `isr ${topic} ${partition}`,
  version: 1,
  state: 'without',
  fact: { kind: 'isr-changed', topic, partition, joined: [], left: [broker] },
});
const told = (subject: string, version: number, state: string, fact: ChangedFact): ClusterChange => ({
  subject,
  version,
  state,
  fact,
});

function newsroom() {
  const log = new EventLog();
  const news = new ClusterNews(log);
  /** The events after `id` once there are `count` of them. */
  async function events(count: number, id = 0): Promise<ClusterEvent[]> {
    while (log.after(id).length < count) await log.next(5000);
    return log.after(id);
  }
  return { log, news, events };
}

/** An event without what is different each time. */
function bare(event: ClusterEvent | undefined): unknown {
  if (event === undefined) return undefined;
  const { id: _id, atMs: _atMs, ...fact } = event;
  return fact;
}

test('what three brokers tell is one event', async () => {
  const { news, events, log } = newsroom();
  for (const broker of [1, 2, 3]) news.onReport({ atMs: base + broker, changes: [leader('t', 4, 1, 3)] });
  const [event] = await events(1);
  expect(event).toEqual({
    id: 1,
    atMs: base + 1,
    kind: 'leader-changed',
    from: 1,
    to: 3,
    afterMs: null,
    count: 1,
    partitions: [{ topic: 't', partition: 4, leaderEpoch: 1 }],
  });
  news.onReport({ atMs: base + 100, changes: [leader('t', 4, 1, 3), leader('t', 4, 3, 1, 2)] });
  expect((await events(1, 1)).map(bare)).toMatchObject([{ from: 3, to: 1 }]);
  expect(log.lastId).toBe(2);
});

test('a change that one broker saw with others, later, is not told again', async () => {
  const { news, events } = newsroom();
  const fenced = (version: number): ClusterChange =>
    told('fencing of broker 2', version, 'broker-fenced', { kind: 'broker-fenced', broker: 2 });
  news.onReport({ atMs: base, changes: [fenced(10)] });
  news.onReport({ atMs: base, changes: [fenced(12)] });
  const unfenced = told('fencing of broker 2', 15, 'broker-unfenced', { kind: 'broker-unfenced', broker: 2 });
  news.onReport({ atMs: base, changes: [unfenced, fenced(11)] });
  expect((await events(2)).map(bare)).toEqual([
    { kind: 'broker-fenced', broker: 2, afterMs: null },
    { kind: 'broker-unfenced', broker: 2 },
  ]);
});

test('times count from the death of the broker that led, until it is back', async () => {
  const { news, events } = newsroom();
  news.onProcess(1, { kind: 'down', reason: 'signal SIGKILL', asked: null });
  const [down] = await events(1);
  const diedMs = down?.atMs ?? 0;
  const fenced = told('fencing of broker 1', 5, 'fenced', { kind: 'broker-fenced', broker: 1 });
  news.onReport({ atMs: diedMs + 180, changes: [fenced, leader('t', 0, 1, 2)] });
  expect((await events(2, 1)).map(bare)).toMatchObject([
    { kind: 'broker-fenced', afterMs: 180 },
    { kind: 'leader-changed', from: 1, to: 2, afterMs: 180 },
  ]);
  news.onProcess(1, { kind: 'up', afterMs: 300, restarts: 1 });
  news.onReport({ atMs: diedMs + 900, changes: [leader('t', 0, 2, 1, 2), leader('t', 1, 1, 2, 2)] });
  const later = (await events(3, 3)).map(bare);
  expect(later).toMatchObject([
    { kind: 'broker-up', broker: 1, afterMs: 300, restarts: 1 },
    { kind: 'leader-changed', from: 2, to: 1, afterMs: null },
    { kind: 'leader-changed', from: 1, to: 2, afterMs: null },
  ]);
});

test('a partition without a leader: how long it had none', async () => {
  const { news, events } = newsroom();
  news.onReport({ atMs: base, changes: [leader('t', 0, 1, null, 1)] });
  await events(1);
  news.onReport({ atMs: base + 2500, changes: [leader('t', 0, null, 1, 2)] });
  expect((await events(1, 1)).map(bare)).toMatchObject([{ from: null, to: 1, afterMs: 2500 }]);
});

test('the controller before is remembered from what others told', async () => {
  const { news, events } = newsroom();
  const controller = (to: number, epoch: number): ClusterChange =>
    told('controller', epoch, String(to), { kind: 'controller-changed', to, epoch });
  news.onReport({ atMs: base, changes: [controller(1, 1)] });
  const [first] = await events(1);
  news.onProcess(1, { kind: 'frozen' });
  const [frozen] = await events(1, 1);
  news.onReport({ atMs: (frozen?.atMs ?? 0) + 1200, changes: [controller(2, 2)] });
  const [, second] = await events(2, 1);
  expect([first, second].map(bare)).toEqual([
    { kind: 'controller-changed', from: null, to: 1, epoch: 1, afterMs: null },
    { kind: 'controller-changed', from: 1, to: 2, epoch: 2, afterMs: 1200 },
  ]);
});

test('the partitions of a topic that moved alike are one event, many topics too', async () => {
  const { news, events, log } = newsroom();
  const partitions = Array.from({ length: 30 }, (_, index) => index);
  news.onReport({
    atMs: base,
    changes: [
      ...partitions.map((partition) => leader('many', partition, 1, partition % 2 === 0 ? 2 : 3)),
      ...partitions.map((partition) => left('many', partition, 1)),
    ],
  });
  const grouped = await events(3);
  expect(grouped.map(bare)).toMatchObject([
    { kind: 'leader-changed', from: 1, to: 2, count: 15 },
    { kind: 'leader-changed', from: 1, to: 3, count: 15 },
    { kind: 'isr-changed', left: [1], count: 30 },
  ]);
  expect(grouped[2]).toMatchObject({ partitions: { length: 20 } });

  const topics = Array.from({ length: 1000 }, (_, index) => `topic-${index}`);
  news.onReport({ atMs: base, changes: topics.map((topic) => leader(topic, 0, 1, 2)) });
  expect((await events(1, 3)).map(bare)).toMatchObject([{ kind: 'leader-changed', count: 1000 }]);
  expect(log.lastId).toBe(4);
});

test('topics are told one by one while they are few', async () => {
  const { news, events } = newsroom();
  const created = (name: string): ClusterChange =>
    told(`topic ${name}`, 0, 'created', { kind: 'topic-created', topic: name, partitions: 2, replicationFactor: 3 });
  news.onReport({ atMs: base, changes: ['a', 'b'].map(created) });
  expect((await events(2)).map(bare)).toEqual(
    ['a', 'b'].map((name) => ({ kind: 'topic-created', count: 1, topics: [{ name, partitions: 2, replicationFactor: 3 }] })),
  );
  const many = Array.from({ length: 100 }, (_, index) => `t${index}`);
  news.onReport({
    atMs: base,
    changes: many.map((name) => told(`topic ${name}`, 1, 'deleted', { kind: 'topic-deleted', topic: name })),
  });
  const [gone] = await events(1, 2);
  expect(gone).toMatchObject({ kind: 'topic-deleted', count: 100, topics: { length: 20 } });
});

test('the log keeps the last 500 events and counts on; a touch is a revision and no event', async () => {
  const log = new EventLog();
  for (let index = 1; index <= 700; index += 1) log.add({ kind: 'broker-frozen', broker: index }, base);
  expect(log.after(0)).toHaveLength(500);
  expect(log.after(0)[0]).toMatchObject({ id: 201, broker: 201 });
  expect(log.after(699)).toMatchObject([{ id: 700 }]);
  const { revision } = log;
  const woken = log.next(60_000);
  log.touch();
  await woken;
  expect(log.revision).toBe(revision + 1);
  expect(log.lastId).toBe(700);
});
