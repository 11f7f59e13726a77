import { expect, test } from 'vitest';
import { DriverCluster } from '../simulation/raft/driver-cluster';

const numbered = (count: number, name = 'v') => Array.from({ length: count }, (_, index) => `${name}${index}`);

async function startedCluster(options: Parameters<typeof DriverCluster.create>[0] = {}): Promise<DriverCluster> {
  const cluster = await DriverCluster.create(options);
  await cluster.start(...cluster.nodes.keys());
  await cluster.untilLeader();
  return cluster;
}

const voterIds = (cluster: DriverCluster) => cluster.leader?.status().voters.map(({ id }) => id);

test('three voters elect a leader from cold; what it appends is told to all, once and in order', async () => {
  const cluster = await DriverCluster.create();
  await cluster.start(1, 2, 3);
  expect(await cluster.until('a leader', () => cluster.leader !== undefined)).toBeLessThan(200);
  await cluster.append('a', 'b');
  await cluster.append('c');
  await cluster.untilAllHave(['a', 'b', 'c']);
  const leaderId = cluster.leader?.leader.leaderId;
  for (const id of [1, 2, 3]) expect(cluster.metadata(id).leaders.at(-1)).toEqual({ leaderId, epoch: 1 });
  const ports = () => cluster.leader?.status().voters.map(({ endpoints }) => endpoints[0]?.port);
  await cluster.until('addresses in the voters record', () => ports()?.join() === '19091,19092,19093');
  const nowMs = cluster.clock.nowMs();
  for (const { logEndOffset, lastFetchMs, lastCaughtUpMs } of cluster.leader?.status().voters ?? []) {
    expect(logEndOffset).toBe(cluster.leader?.nextOffset);
    expect([nowMs - lastFetchMs, nowMs - lastCaughtUpMs].every((agoMs) => agoMs >= 0 && agoMs < 500)).toBe(true);
  }
});

test('an append is committed after one round trip', async () => {
  const cluster = await startedCluster();
  await cluster.append('first');
  await cluster.clock.advance(100);
  const leader = await cluster.untilLeader();
  let committedMs = -1;
  const startMs = cluster.clock.monotonicMs();
  void leader.append(leader.leader.epoch, [Buffer.from('x')]).committed.then(() => {
    committedMs = cluster.clock.monotonicMs();
  });
  await cluster.until('the commit', () => committedMs >= 0);
  expect(committedMs - startMs).toBe(2);
});

test('appends share flushes and are committed in the order of the calls', async () => {
  const cluster = await startedCluster();
  const leader = await cluster.untilLeader();
  const order: number[] = [];
  for (let index = 0; index < 500; index += 1) {
    void leader.append(leader.leader.epoch, [Buffer.from(`v${index}`)]).committed.then(() => order.push(index));
  }
  const tookMs = await cluster.until('all commits', () => order.length === 500);
  expect(tookMs).toBeLessThan(10);
  expect(order).toEqual(Array.from({ length: 500 }, (_, index) => index));
  await cluster.untilAllHave(numbered(500));
});

test('the leader is killed: another one leads in less than 100 ms, and what was committed stays', async () => {
  const cluster = await startedCluster();
  await cluster.append(...numbered(10));
  const killed = cluster.leader?.leader.leaderId ?? 0;
  cluster.kill(killed);
  const tookMs = await cluster.until('a new leader', () => cluster.leader !== undefined);
  expect(tookMs).toBeLessThan(100);
  expect(cluster.leader?.leader.leaderId).not.toBe(killed);
  await cluster.append('after');
  await cluster.start(killed);
  await cluster.untilAllHave([...numbered(10), 'after']);
  expect(cluster.metadata(killed).leaders.at(-1)).toEqual(cluster.leader?.leader);
});

test('a leader that is asked to resign refuses what it had not committed, and tells who leads next', async () => {
  const cluster = await startedCluster();
  const leader = await cluster.untilLeader();
  const { epoch, leaderId } = leader.leader;
  const { committed } = leader.append(epoch, [Buffer.from('lost or not')]);
  leader.resign(epoch);
  await expect(committed).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
  expect(() => leader.append(epoch, [Buffer.from('x')])).toThrow('does not lead');
  await cluster.until('another leader', () => cluster.leader !== undefined && cluster.leader !== leader);
  expect(cluster.metadata(leaderId).leaders.map(({ leaderId: id }) => id)).toContain(leaderId);
  await cluster.until('the old one follows', () => leader.leader.leaderId === cluster.leader?.leader.leaderId);
});

test('all lose power in the middle of an append: what was committed is there', async () => {
  const cluster = await startedCluster();
  await cluster.append(...numbered(5));
  const leader = await cluster.untilLeader();
  leader.append(leader.leader.epoch, [Buffer.from('not committed')]).committed.catch(() => undefined);
  for (const id of [1, 2, 3]) cluster.kill(id, { losesPower: true });
  await cluster.start(1, 2, 3);
  await cluster.untilLeader();
  await cluster.append('after');
  await cluster.until('all have it', () => [1, 2, 3].every((id) => cluster.metadata(id).values.at(-1) === 'after'));
  const { values } = cluster.metadata(1);
  expect(values.slice(0, 5)).toEqual(numbered(5));
  for (const id of [2, 3]) expect(cluster.metadata(id).values).toEqual(values);
});

test('a wiped voter comes back as another replica, has its old self removed and votes again', async () => {
  const cluster = await startedCluster();
  await cluster.append(...numbered(20));
  const wiped = [1, 2, 3].find((id) => id !== cluster.leader?.leader.leaderId) ?? 0;
  const before = cluster.leader?.status().voters.find(({ id }) => id === wiped)?.directoryId;
  await cluster.wipe(wiped);
  await cluster.start(wiped);
  const voter = () => cluster.leader?.status().voters.find(({ id }) => id === wiped);
  await cluster.until('it votes', () => voter() !== undefined && voter()?.directoryId !== before);
  await cluster.untilAllHave(numbered(20));
  cluster.kill([1, 2, 3].find((id) => id !== wiped && id !== cluster.leader?.leader.leaderId) ?? 0);
  await cluster.append('with its vote');
  await cluster.untilAllHave([...numbered(20), 'with its vote']);
});

test('one voter grows to three', async () => {
  const cluster = await DriverCluster.create({ voters: 1, joining: 2 });
  await cluster.start(1);
  await cluster.append(...numbered(3));
  await cluster.start(2, 3);
  await cluster.until('three voters', () => voterIds(cluster)?.length === 3);
  await cluster.untilAllHave(numbered(3));
  cluster.kill(1);
  expect(await cluster.until('another leader', () => cluster.leader !== undefined)).toBeLessThan(100);
  await cluster.append('without the first');
});

test('a follower that was away for long is brought up by a snapshot, and so is a node that joins', async () => {
  const cluster = await startedCluster({ voters: 3, joining: 1, snapshotBytes: 2000 });
  await cluster.until('four voters', () => voterIds(cluster)?.length === 4);
  const away = [1, 2, 3].find((id) => id !== cluster.leader?.leader.leaderId) ?? 0;
  await cluster.append('before');
  cluster.kill(away);
  const values = ['before'];
  for (let round = 0; round < 60; round += 1) {
    const texts = numbered(5, `round ${round} value `);
    await cluster.append(...texts);
    values.push(...texts);
  }
  await cluster.start(away);
  await cluster.untilAllHave(values);
  expect(cluster.metadata(away).snapshots).toBe(1);
  await cluster.append('more');
  cluster.kill(away, { losesPower: true });
  await cluster.start(away);
  expect(cluster.metadata(away).snapshots).toBe(1);
  await cluster.untilAllHave([...values, 'more']);
});

test('every restart finds snapshot and log as they were left, whatever was lost on the way', async () => {
  const cluster = await startedCluster({ voters: 1, snapshotBytes: 1500 });
  const values: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    const texts = numbered(8, `round ${round} value `);
    for (const text of texts) await cluster.append(text);
    values.push(...texts);
    cluster.kill(1, { losesPower: round % 2 === 0 });
    await cluster.start(1);
    await cluster.untilAllHave(values);
  }
  expect(cluster.metadata(1).snapshots).toBe(1);
  const files = await cluster.node(1).fileSystem.list('/data/broker/__cluster_metadata-0');
  expect(files.filter((name) => name.endsWith('.checkpoint')).length).toBeLessThanOrEqual(3);
  expect(files.filter((name) => name.endsWith('.log'))[0]).not.toBe(`${'0'.repeat(20)}.log`);
});

test('a leader that cannot write gives up, and the others go on', async () => {
  for (const operation of ['write', 'sync'] as const) {
    const cluster = await startedCluster();
    await cluster.append('before');
    const leader = await cluster.untilLeader();
    const { leaderId, epoch } = leader.leader;
    cluster.node(leaderId).fileSystem.fail({ operation, code: 'EIO', path: (path) => path.endsWith('.log'), times: 9 });
    const { committed } = leader.append(epoch, [Buffer.from('x')]);
    await expect(committed).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
    expect(await leader.failed).toMatchObject({ errorName: 'KAFKA_STORAGE_ERROR' });
    cluster.kill(leaderId);
    await cluster.append('after');
  }
});

test('with a wiped majority the node that is left gives up with an instruction', async () => {
  const cluster = await startedCluster();
  await cluster.append('a');
  await cluster.wipe(2);
  await cluster.wipe(3);
  cluster.kill(1);
  await cluster.start(1, 2, 3);
  await cluster.until('node 1 gives up', () => cluster.node(1).failures.length > 0, 30_000);
  expect(cluster.node(1).failures[0]).toContain('voters 2, 3 were replaced by empty ones');
});

test('the metadata of another cluster is refused', async () => {
  const cluster = await startedCluster();
  const vote = { clusterId: 'other', voterId: 1, topics: [] };
  expect(await cluster.driver(1).service.handleVote(vote)).toMatchObject({ errorCode: 104 });
  expect(await cluster.driver(1).service.handleVote({ ...vote, clusterId: null })).toMatchObject({ errorCode: 42 });
});
