import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GroupConsumer } from '../../../client/group-consumer';
import { commitOffsets } from '../../../client/group-offsets';
import type { KafkaClient } from '../../../client/kafka-client';
import { Producer } from '../../../client/producer';
import { createTopicsApi } from '../../../protocol/messages/create-topics';
import { deleteTopicsApi } from '../../../protocol/messages/delete-topics';
import { zeroUuid } from '../../../protocol/primitives/uuid';
import { startTestBroker, type TestBroker } from '../../../server/real-clients/start-test-broker';
import { connectClient, deadAddress, outcomeOf } from '../tool-fixture';
import { consumerGroups } from './consumer-groups';

/** The tool against a broker over loopback sockets, down to the bytes of its tables. */
let broker: TestBroker;
let client: KafkaClient;
let directory: string;

beforeAll(async () => {
  broker = await startTestBroker({ properties: { 'offsets.topic.num.partitions': '1' } });
  client = connectClient(broker.bootstrapServers);
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-groups-'));
});
afterAll(async () => {
  client.close();
  await broker.stop();
  await rm(directory, { recursive: true });
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(consumerGroups, broker.bootstrapServers, args);

/** A topic with `counts[p]` records in partition p. */
async function topicWith(name: string, counts: readonly number[]): Promise<void> {
  const topic = { name, numPartitions: counts.length, replicationFactor: 1, assignments: [], configs: [] };
  await client.send('controller', createTopicsApi, { topics: [topic], timeoutMs: 5_000 });
  const producer = new Producer({ client });
  const records = counts.flatMap((count, partition) => Array.from({ length: count }, () => partition));
  await Promise.all(records.map((partition) => producer.send(name, { key: null, value: Buffer.from('v'), partition })));
  await producer.close();
}

async function commit(groupId: string, topic: string, offsets: readonly number[]): Promise<void> {
  const parts = offsets.map((offset, partition) => ({ topic, partition, offset }));
  await commitOffsets(client, { groupId, memberId: '', generationId: -1, groupInstanceId: null }, parts);
}

/** A member of the group that reads the topic; resolves once it has its partitions. */
async function member(groupId: string, topic: string, count: number): Promise<GroupConsumer> {
  const consumer = new GroupConsumer({ client, groupId, topics: [topic], autoOffsetReset: 'earliest' });
  for (let read = 0; read < count;) read += (await consumer.poll(5_000)).length;
  return consumer;
}

test('--describe shows offsets and lag of a group without members', async () => {
  await topicWith('orders', [5, 3]);
  await commit('billing', 'orders', [2, 3]);
  expect(await run('--describe', '--group', 'billing')).toEqual([
    0,
    [
      '',
      'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID',
      'billing         orders          0          2               5               3               -               -               -',
      'billing         orders          1          3               3               0               -               -               -',
      '',
    ].join('\n'),
    "\nConsumer group 'billing' has no active members.\n",
  ]);
  expect(await run('--describe', '--group', 'billing', '--members')).toEqual([
    0,
    '\nGROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     \n',
    "\nConsumer group 'billing' has no active members.\n",
  ]);
});

test('--describe shows who reads what, the members and the state', async () => {
  const topic = 'a-topic-with-a-long-name';
  await topicWith(topic, [2, 1]);
  await commit('shipping', topic, [1]);
  const consumer = await member('shipping', topic, 2);
  const [code, stdout, stderr] = await run('--describe', '--group', 'shipping', '--verbose');
  const id = /test-[\w-]+/.exec(stdout)?.[0] ?? '';
  const host = /\/127\.0\.0\.1|\/::1|\/0:0:0:0:0:0:0:1/.exec(stdout)?.[0] ?? '';
  const padded = (text: string, width: number): string => text.padEnd(Math.max(width, text.length));
  expect([code, stderr]).toEqual([0, '']);
  const idWidth = id.length;
  expect(stdout).toBe(
    [
      '',
      `GROUP           TOPIC                    PARTITION  LEADER-EPOCH    CURRENT-OFFSET  LOG-END-OFFSET  LAG             ${padded('CONSUMER-ID', idWidth)} HOST            CLIENT-ID`,
      `shipping        ${topic} 0          -               1               2               1               ${id} ${padded(host, 15)} test`,
      `shipping        ${topic} 1          -               -               1               -               ${id} ${padded(host, 15)} test`,
      '',
    ].join('\n'),
  );
  expect(await run('--describe', '--group', 'shipping', '--members')).toEqual([
    0,
    `\nGROUP           ${padded('CONSUMER-ID', idWidth)} HOST            CLIENT-ID       #PARTITIONS     \n` +
      `shipping        ${id} ${padded(host, 15)} test            2               \n`,
    '',
  ]);
  const members = await run('--describe', '--group', 'shipping', '--members', '--verbose');
  expect(members[1].split('\n')[2]).toBe(
    `shipping        ${id} ${padded(host, 15)} test            2               -               ${topic}:0,1 -               -                   `,
  );
  expect(await run('--describe', '--group', 'shipping', '--state')).toEqual([
    0,
    '\nGROUP           COORDINATOR (ID)          ASSIGNMENT-STRATEGY  STATE                #MEMBERS\n' +
      `shipping        ${padded(`${broker.bootstrapServers}  (1)`, 25)} range                Stable               1\n`,
    '',
  ]);
  const busy = await run('--reset-offsets', '--group', 'shipping', '--topic', topic, '--to-earliest', '--execute');
  expect(busy).toEqual([
    1,
    '',
    "\nError: Assignments can only be reset if the group 'shipping' is inactive, but the current state is Stable.\n",
  ]);
  expect(await run('--delete', '--group', 'shipping')).toEqual([
    1,
    '',
    "\nError: Deletion of some consumer groups failed:\n* Group 'shipping' could not be deleted due to: The group is not empty.\n",
  ]);
  await consumer.close();
});

test('--list: names, and the columns that were asked for', async () => {
  await topicWith('listed', [0]);
  await commit('list-a', 'listed', [0]);
  const [, names] = await run('--list');
  expect(names.split('\n')).toContain('list-a');
  const [code, table] = await run('--list', '--type', '--state', 'empty');
  expect(code).toBe(0);
  expect(table.split('\n')[0]).toBe('GROUP                     TYPE                 STATE               ');
  expect(table.split('\n')).toContain('list-a                    Classic              Empty               ');
  const [, stable] = await run('--list', '--state', 'stable');
  expect(stable).toBe('GROUP                     STATE               \n');
});

const newOffset = (topic: string, partition: number, offset: number): string =>
  `reset           ${topic.padEnd(15)} ${String(partition).padEnd(10)} ${offset}`;
const resetHeader = '\nGROUP           TOPIC           PARTITION  NEW-OFFSET\n';

test.each([
  [['--to-earliest'], [0, 0]],
  [['--to-latest'], [4, 2]],
  [['--to-current'], [3, 2]],
  [
    ['--to-offset', '1'],
    [1, 1],
  ],
  [
    ['--shift-by', '-1'],
    [2, undefined],
  ],
  [
    ['--to-datetime', '1970-01-01T00:00:00.000'],
    [0, 0],
  ],
  [
    ['--by-duration', 'P1D'],
    [0, 0],
  ],
])('--reset-offsets %j', async (scenario, [first, second]) => {
  await topicWith('replay', [4, 2]);
  await commit('reset', 'replay', [3]);
  const topic = second === undefined ? 'replay:0' : 'replay';
  const rows = [newOffset('replay', 0, first ?? -1), ...(second === undefined ? [] : [newOffset('replay', 1, second)])];
  const [code, stdout, stderr] = await run('--reset-offsets', '--group', 'reset', '--topic', topic, ...scenario, '--dry-run');
  expect([code, stdout, stderr]).toEqual([0, `${resetHeader}${rows.join('\n')}\n`, '']);
  const described = await run('--describe', '--group', 'reset');
  expect(described[1]).toMatch(/^reset +replay +0 +3 /m); // a dry run changes nothing
  await client.send('controller', deleteTopicsApi, {
    topics: [{ name: 'replay', topicId: zeroUuid }],
    topicNames: ['replay'],
    timeoutMs: 5_000,
  });
});

test('--reset-offsets beyond a log is moved to its end, and executed when asked', async () => {
  await topicWith('clamped', [4]);
  await commit('reset', 'clamped', [1]);
  expect(await run('--reset-offsets', '--group', 'reset', '--topic', 'clamped', '--to-offset', '10', '--execute')).toEqual([
    0,
    `${resetHeader}${newOffset('clamped', 0, 4)}\n`,
    'WARN New offset (10) is higher than latest offset for topic partition clamped-0. Value will be set to 4\n',
  ]);
  expect((await run('--describe', '--group', 'reset'))[1]).toMatch(/^reset +clamped +0 +4 +4 +0 /m);
  const future = ['--to-datetime', '2999-01-01T00:00:00.000Z'];
  expect(await run('--reset-offsets', '--group', 'reset', '--topic', 'clamped', ...future)).toEqual([
    0,
    `${resetHeader}${newOffset('clamped', 0, 4)}\n`,
    'WARN: No action will be performed as the --execute option is missing.\n' +
      '\nWarn: Partition 0 from topic clamped is empty. Falling back to latest known offset.\n',
  ]);
});

test('--export and --from-file are each other’s inverse', async () => {
  await topicWith('exported', [5, 5]);
  await commit('export-a', 'exported', [1, 2]);
  await commit('export-b', 'exported', [3]);
  const args = ['--reset-offsets', '--group', 'export-a', '--dry-run', '--export'];
  expect(await run(...args, '--all-topics', '--to-current')).toEqual([0, 'exported,0,1\nexported,1,2\n\n', '']);
  const both = ['--reset-offsets', '--group', 'export-a', '--group', 'export-b', '--dry-run'];
  const [, csv] = await run(...both, '--all-topics', '--shift-by', '1', '--export');
  expect(csv).toBe('export-a,exported,0,2\nexport-a,exported,1,3\nexport-b,exported,0,4\n\n');
  const file = path.join(directory, 'plan.csv');
  await writeFile(file, csv);
  const [code, stdout] = await run('--reset-offsets', '--group', 'export-b', '--from-file', file, '--execute');
  expect([code, stdout]).toEqual([0, `${resetHeader}export-b        exported        0          4\n`]);
  expect((await run('--describe', '--group', 'export-b'))[1]).toMatch(/^export-b +exported +0 +4 +5 +1 /m);
});

test('--delete-offsets and --delete', async () => {
  await topicWith('doomed', [1, 1]);
  await commit('gone', 'doomed', [1, 1]);
  expect(await run('--delete-offsets', '--group', 'gone', '--topic', 'doomed:1')).toEqual([
    0,
    'Request succeeded for deleting offsets from group gone.\n' +
      '\nTOPIC           PARTITION  STATUS         \ndoomed          1          Successful     \n',
    '',
  ]);
  expect(await run('--delete-offsets', '--group', 'gone', '--topic', 'doomed:7', '--topic', 'nowhere')).toEqual([
    1,
    '\nTOPIC           PARTITION  STATUS         \n' +
      'doomed          7          Error: This server does not host this topic-partition.\n' +
      'nowhere         -          Error: This server does not host this topic-partition.\n',
    '\nError: Encountered some partition-level error, see the follow-up details.\n',
  ]);
  expect(await run('--delete', '--group', 'gone')).toEqual([
    0,
    "Deletion of requested consumer groups ('gone') was successful.\n",
    '',
  ]);
  expect(await run('--delete', '--group', 'gone')).toEqual([
    1,
    '',
    "\nError: Deletion of some consumer groups failed:\n* Group 'gone' could not be deleted due to: The group id does not exist.\n",
  ]);
  const [code, , stderr] = await run('--delete-offsets', '--group', 'gone', '--topic', 'doomed');
  expect([code, stderr]).toEqual([1, '\nError: The group id does not exist.\n']);
});

test.each([
  [['--describe', '--group', 'nope'], /^Error: Executing consumer group command failed due to Group nope not found\.$/],
  [['--list', '--describe'], /^Command must include exactly one action: --list, /],
  [['--describe'], /^Option "\[describe\]" takes one of these options: \[group\], \[all-groups\]$/],
  [['--describe', '--group', 'g', '--members', '--offsets'], /^Option "\[members\]" can't be used with option "\[offsets\]"$/],
  [['--describe', '--group', 'g', '--state', 'stable'], /does not take a value for "\[state\]"$/],
  [['--list', '--state', 'asleep'], /^Invalid state list 'asleep'\. Valid states are: PreparingRebalance, /],
  [['--list', '--type', 'share'], /^Invalid types list 'share'\. Valid types are: Classic, Consumer$/],
  [['--list', '--group', 'g'], /^Option "\[group\]" can't be used with option "\[list\]"$/],
  [['--list', '--execute'], /^Option "\[execute\]" can only be used with "\[reset-offsets\]"$/],
  [['--reset-offsets', '--group', 'g', '--to-latest'], /^One of the reset scopes should be defined/],
  [['--reset-offsets', '--group', 'g', '--all-topics'], /requires one of the following scenarios: --to-earliest, /],
  [['--reset-offsets', '--group', 'g', '--all-topics', '--to-latest', '--to-current'], /"\[to-latest\]" can't be used/],
  [['--reset-offsets', '--group', 'g', '--all-topics', '--to-offset', 'x'], /^--to-offset: "x" is not a whole number$/],
  [['--reset-offsets', '--group', 'g', '--all-topics', '--to-datetime', 'noon'], /^--to-datetime: "noon"/],
  [['--reset-offsets', '--group', 'g', '--topic', 'a:b', '--to-latest'], /^Invalid partition 'b' specified/],
  [['--reset-offsets', '--group', 'g', '--from-file', '/no/such', '--dry-run'], /^--from-file: \/no\/such cannot be read/],
  [['--reset-offsets', '--group', 'g', '--topic', 'nope', '--to-latest', '--dry-run'], /The topics "nope" do not exist$/],
  [['--reset-offsets', '--group', 'g', '--topic', 'nope:3', '--to-latest', '--dry-run'], /The partitions "nope-3" do not exist$/],
  [['--delete-offsets', '--group', 'g'], /^Option "\[delete-offsets\]" takes one/],
  [['--list', '--nonsense'], /--nonsense is not a recognized option/],
])('%j is refused with one line and exit code 1', async (args, line) => {
  const [code, stdout, stderr] = await run(...args);
  expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([1, '', 1]);
  expect(stderr.trimEnd()).toMatch(line);
});

test('nobody at the address: one line at once', async () => {
  const address = await deadAddress();
  const [code, stdout, stderr] = await outcomeOf(consumerGroups, address, ['--list']);
  expect([code, stdout, stderr]).toEqual([1, '', `Cannot connect to ${address} (ECONNREFUSED).\n`]);
});

test('--command-config: properties are read, and a secured connection is refused', async () => {
  const file = path.join(directory, 'client.properties');
  await writeFile(file, '# tuned\nclient.id = someone\nrequest.timeout.ms=5000\n');
  expect((await run('--list', '--command-config', file))[0]).toBe(0);
  await writeFile(file, 'security.protocol=SASL_SSL\n');
  expect(await run('--list', '--command-config', file)).toEqual([
    1,
    '',
    '--command-config: security.protocol=SASL_SSL is not supported; only PLAINTEXT is\n',
  ]);
});
