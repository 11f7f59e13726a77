import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitOffsets } from '../../client/group-offsets';
import type { KafkaClient } from '../../client/kafka-client';
import { Producer } from '../../client/producer';
import { TestCluster } from '../../server/real-clients/start-test-cluster';
import { cluster as clusterTool } from './cluster/cluster';
import { configs } from './configs/configs';
import { consumerGroups } from './consumer-groups/consumer-groups';
import { leaderElection } from './leader-election/leader-election';
import { metadataQuorum } from './metadata-quorum/metadata-quorum';
import { reassignPartitions } from './reassign-partitions/reassign-partitions';
import type { Tool } from './tool';
import { connectClient, outcomeOf } from './tool-fixture';
import { topics } from './topics/topics';

/** What one broker cannot show: a cluster of three in this process, and the tools against it. */
let cluster: TestCluster;
/** All of them, whichever is stopped. */
let bootstrapServers: string;
let client: KafkaClient;
let directory: string;

beforeAll(async () => {
  cluster = await TestCluster.start(3, {
    'default.replication.factor': '3',
    'offsets.topic.replication.factor': '3',
    'offsets.topic.num.partitions': '3',
  });
  bootstrapServers = cluster.bootstrapServers.join(',');
  client = connectClient(bootstrapServers);
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-three-'));
});
afterAll(async () => {
  client.close();
  await cluster.stop();
  await rm(directory, { recursive: true });
});

const run = (tool: Tool, ...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(tool, bootstrapServers, args);

async function textOf(tool: Tool, ...args: string[]): Promise<string> {
  const [code, stdout, stderr] = await run(tool, ...args);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

const soon = { timeout: 30_000, interval: 100 };

test('metadata-quorum: one leader, two followers, all with their addresses', async () => {
  const addressed = async (): Promise<(string | undefined)[]> => {
    const status = await textOf(metadataQuorum, 'describe', '--status');
    expect(status).toMatch(/\nLeaderId: +[123]\n/);
    const voters = status.matchAll(/"id": (\d), "directoryId": "[\w-]{22}", "endpoints": \["INTERNAL:\/\//g);
    return [...voters].map(([, id]) => id).sort();
  };
  // A broker may answer before it has seen the registration of the one that came last.
  await expect.poll(addressed, soon).toEqual(['1', '2', '3']);
  const replication = await textOf(metadataQuorum, 'describe', '--replication');
  const roles = replication
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.trimEnd().split('\t').at(-1)?.trim());
  expect(roles).toEqual(['Leader', 'Follower', 'Follower']);
});

test('a partition moves, and the tools tell how far it is', async () => {
  await textOf(topics, '--create', '--topic', 'moved', '--replica-assignment', '1:2,2:1');
  const file = path.join(directory, 'plan.json');
  const partitions = [
    { topic: 'moved', partition: 0, replicas: [3, 2] },
    { topic: 'moved', partition: 1, replicas: [2, 3] },
  ];
  await writeFile(file, JSON.stringify({ version: 1, partitions }));
  const withFile = ['--reassignment-json-file', file];
  const started = await textOf(reassignPartitions, '--execute', ...withFile, '--throttle', '10000000');
  expect(started).toContain('"replicas":[1,2],"log_dirs":["');
  expect(started).toContain('Successfully started partition reassignments for moved-0,moved-1\n');
  await expect
    .poll(async () => textOf(reassignPartitions, '--verify', ...withFile), soon)
    .toBe(
      'Status of partition reassignment:\nReassignment of partition moved-0 is completed.\n' +
        'Reassignment of partition moved-1 is completed.\n\n' +
        'Clearing broker-level throttles on brokers 1,2,3\nClearing topic-level throttles on topic moved\n',
    );
  expect(await textOf(reassignPartitions, '--list')).toBe('No partition reassignments found.\n');
  expect(await textOf(configs, '--describe', '--topic', 'moved')).toBe('Dynamic configs for topic moved are:\n');
  expect(await textOf(configs, '--describe', '--broker', '3')).toBe('Dynamic configs for broker 3 are:\n');
  expect(await textOf(topics, '--describe', '--topic', 'moved')).toMatch(/Partition: 0\tLeader: \d\tReplicas: 3,2\tIsr: /);
});

// From another leader each time: a broker waits up to ten seconds for what it let through above a rate.
test.each([true, false])('a move that is under way is cancelled: nothing of it stays (new replica down: %s)', async (isDown) => {
  const topic = isDown ? 'held-down' : 'held';
  const [leader, other] = isDown ? [1, 2] : [2, 1];
  const created = ['--topic', topic, '--replica-assignment', `${leader}:${other}`, '--config', 'min.insync.replicas=2'];
  await textOf(topics, '--create', ...created);
  const producer = new Producer({ client });
  const send = () => producer.send(topic, { key: null, value: Buffer.alloc(200_000) });
  for (let sent = 0; sent < 20; sent += 1) await send();
  const file = path.join(directory, 'held.json');
  await writeFile(file, JSON.stringify({ version: 1, partitions: [{ topic, partition: 0, replicas: [leader, 3] }] }));
  const withFile = ['--reassignment-json-file', file];
  const third = cluster.nodes.filter(({ id }) => id === 3);
  const logManager = () => third[0]?.broker?.services.logManager;
  const newReplica = (): number | undefined => logManager()?.get({ topic, partition: 0 })?.logEndOffset;
  const filesOfNewReplica = async (): Promise<string[]> => {
    const names = await readdir(logManager()?.directory ?? '');
    return names.filter((name) => name.startsWith(`${topic}-0`) && !name.endsWith('-delete'));
  };
  await textOf(reassignPartitions, '--execute', ...withFile, '--throttle', '1000');
  await expect.poll(newReplica, soon).toBeGreaterThan(0);
  expect(newReplica()).toBeLessThan(20);
  expect(await filesOfNewReplica()).toEqual([`${topic}-0`]);
  expect(await textOf(reassignPartitions, '--list')).toBe(
    `Current partition reassignments:\n${topic}-0: replicas: ${leader},3,${other}. adding: 3. removing: ${other}.\n`,
  );

  if (isDown) for (const node of third) await cluster.stopNode(node);
  const cleared = `Clearing broker-level throttles on brokers 1,2,3\nClearing topic-level throttles on topic ${topic}\n`;
  expect(await textOf(reassignPartitions, '--cancel', ...withFile)).toBe(
    `Successfully cancelled partition reassignment for: ${topic}-0\n${cleared}`,
  );
  if (isDown) for (const node of third) await cluster.startNode(node);
  await expect.poll(newReplica, soon).toBeUndefined();
  await expect.poll(filesOfNewReplica, soon).toEqual([]);
  await expect.poll(async () => textOf(reassignPartitions, '--list'), soon).toBe('No partition reassignments found.\n');
  await expect
    .poll(async () => textOf(topics, '--describe', '--topic', topic), soon)
    .toMatch(/\tLeader: [12]\tReplicas: (1,2|2,1)\tIsr: (1,2|2,1)\t/);
  expect(await textOf(configs, '--describe', '--broker', '3')).toBe('Dynamic configs for broker 3 are:\n');
  expect(await textOf(configs, '--describe', '--topic', topic)).not.toContain('throttled');
  expect(await send()).toMatchObject({ offset: 20 });
  await producer.close();
  expect(await textOf(reassignPartitions, '--cancel', ...withFile)).toBe(
    `None of the specified partition reassignments are active.\n${cleared}`,
  );
});

test('one broker of three down: topics in trouble, groups all the same, and leaders elected back', async () => {
  await textOf(topics, '--create', '--topic', 'led', '--replica-assignment', '3:1:2', '--config', 'min.insync.replicas=2');
  const groupIds = ['group-a', 'group-b', 'group-c', 'group-d', 'group-e'];
  for (const groupId of groupIds) {
    const member = { groupId, memberId: '', generationId: -1, groupInstanceId: null };
    await commitOffsets(client, member, [{ topic: 'led', partition: 0, offset: 0 }]);
  }
  const third = cluster.nodes.filter(({ id }) => id === 3);
  for (const node of third) await cluster.stopNode(node);
  // Each broker learns of it in its own time, and any of them may be asked.
  await expect
    .poll(async () => textOf(clusterTool, 'list-endpoints', '--include-fenced-brokers'), soon)
    .toMatch(/^3 .* fenced +broker *$/m);
  const described = (filter: string) => async (): Promise<string> => textOf(topics, '--describe', '--topic', 'led', filter);
  const inTrouble = /^\tTopic: led\tPartition: 0\tLeader: 1\tReplicas: 3,1,2\tIsr: 1,2\t/;
  await expect.poll(described('--at-min-isr-partitions'), soon).toMatch(inTrouble);
  await expect.poll(described('--under-replicated-partitions'), soon).toMatch(inTrouble);
  expect(await described('--under-min-isr-partitions')()).toBe('');
  await expect.poll(async () => textOf(consumerGroups, '--list'), soon).toBe(`${groupIds.join('\n')}\n`);
  const [code, groups] = await run(consumerGroups, '--describe', '--all-groups');
  expect([code, groups.match(/^group-\w +led +0 +0 +0 +0 /gm)?.length]).toEqual([0, 5]);
  expect((await textOf(metadataQuorum, 'describe', '--status')).split('\n')[1]).toMatch(/^LeaderId: +[12]$/);

  for (const node of third) await cluster.startNode(node);
  const elect = ['--election-type', 'preferred', '--topic', 'led', '--partition', '0'];
  await expect
    .poll(async () => textOf(leaderElection, ...elect), soon)
    .toMatch(/^(Successfully completed leader election \(PREFERRED\) for|Valid replica already elected for) partitions led-0\n$/);
  await expect.poll(async () => textOf(topics, '--describe', '--topic', 'led'), soon).toMatch(/\tLeader: 3\t/);
});

test('metadata-quorum: the leader is removed, and says so before it resigns', async () => {
  const status = await textOf(metadataQuorum, 'describe', '--status');
  const [, leader = ''] = /\nLeaderId: +(\d)\n/.exec(status) ?? [];
  const [, directoryId = ''] = new RegExp(`"id": ${leader}, "directoryId": "([\\w-]{22})"`).exec(status) ?? [];
  const removed = ['remove-controller', '--controller-id', leader, '--controller-directory-id', directoryId];
  expect(await textOf(metadataQuorum, ...removed)).toBe(`Removed  KRaft controller ${leader} with directory id ${directoryId}\n`);
  // It shows as an observer when it has fetched from its successor.
  await expect
    .poll(async () => textOf(metadataQuorum, 'describe', '--status'), soon)
    .toContain(`CurrentObservers:       [{"id": ${leader}, "directoryId": "${directoryId}"}]\n`);
});
