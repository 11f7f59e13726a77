import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { alterPartitionReassignmentsApi } from '../../../protocol/messages/alter-partition-reassignments';
import { describeLogDirsApi } from '../../../protocol/messages/describe-log-dirs';
import { incrementalAlterConfigsApi } from '../../../protocol/messages/incremental-alter-configs';
import { listPartitionReassignmentsApi } from '../../../protocol/messages/list-partition-reassignments';
import { ScriptedCluster } from '../../../simulation/scripted-cluster';
import { outcomeOf, toolPlatform } from '../tool-fixture';
import { reassignPartitions } from './reassign-partitions';

/** Three brokers that keep two partitions of topic t, and move them as they are told. */
let cluster: ScriptedCluster;
let moving: Map<number, { replicas: number[]; addingReplicas: number[]; removingReplicas: number[] }>;
let configs: string[];
let directory: string;
let file: string;

const replicas = [
  [1, 2],
  [2, 1],
];

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-reassign-'));
  file = path.join(directory, 'plan.json');
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

beforeEach(async () => {
  cluster = await ScriptedCluster.start(toolPlatform.transport, 3);
  moving = new Map();
  configs = [];
  cluster.topics = [
    {
      errorCode: 0,
      name: 't',
      partitions: replicas.map((ids, partitionIndex) => ({
        errorCode: 0,
        partitionIndex,
        leaderId: ids[0] ?? -1,
        replicaNodes: ids,
        isrNodes: ids,
      })),
    },
  ];
  for (const [index, broker] of cluster.brokers.entries()) {
    const held = replicas.flatMap((ids, partitionIndex) => (ids.includes(index + 1) ? [partitionIndex] : []));
    broker.on(describeLogDirsApi, () => ({
      throttleTimeMs: 0,
      results: [
        {
          errorCode: 0,
          logDir: `/data/${index + 1}`,
          topics: [
            {
              name: 't',
              partitions: held.map((partitionIndex) => ({ partitionIndex, partitionSize: 9, offsetLag: 0, isFutureKey: false })),
            },
          ],
        },
      ],
    }));
    broker.on(incrementalAlterConfigsApi, ({ resources }) => {
      for (const { resourceName, configs: changes } of resources) {
        configs.push(...changes.map(({ name, value }) => `${resourceName}: ${name}=${value ?? '-'}`));
      }
      return {
        throttleTimeMs: 0,
        responses: resources.map(({ resourceType, resourceName }) => ({
          errorCode: 0,
          errorMessage: null,
          resourceType,
          resourceName,
        })),
      };
    });
    broker.on(listPartitionReassignmentsApi, () => ({
      throttleTimeMs: 0,
      errorCode: 0,
      errorMessage: null,
      topics: [{ name: 't', partitions: [...moving].map(([partitionIndex, move]) => ({ partitionIndex, ...move })) }],
    }));
  }
});
afterEach(async () => {
  await cluster.stop();
});

/** What the cluster says to a reassignment: no, or nothing against it. */
function onAlter(problem: string | null): void {
  cluster.broker(1).on(alterPartitionReassignmentsApi, ({ topics }) => ({
    throttleTimeMs: 0,
    errorCode: 0,
    errorMessage: null,
    responses: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({
        partitionIndex,
        errorCode: problem === null ? 0 : 39,
        errorMessage: problem,
      })),
    })),
  }));
}

async function run(args: string[], json: unknown = {}): ReturnType<typeof outcomeOf> {
  await writeFile(file, JSON.stringify(json));
  return outcomeOf(reassignPartitions, cluster.bootstrapServers, args);
}

const withFile = ['--reassignment-json-file', '{file}'];
const args = (...words: string[]): string[] => [...words, ...withFile].map((word) => (word === '{file}' ? file : word));

const placement = (partition: number, ids: number[], dirs?: string[]) => ({
  topic: 't',
  partition,
  replicas: ids,
  ...(dirs === undefined ? {} : { log_dirs: dirs }),
});
const plan = { version: 1, partitions: [placement(1, [3, 2]), placement(0, [1, 3])] };

const currentJson =
  '{"version":1,"partitions":[{"topic":"t","partition":0,"replicas":[1,2],"log_dirs":["/data/1","/data/2"]},' +
  '{"topic":"t","partition":1,"replicas":[2,1],"log_dirs":["/data/2","/data/1"]}]}';
const saved = `Current partition replica assignment\n\n${currentJson}\n\nSave this to use as the --reassignment-json-file option during rollback\n`;

test('--generate proposes as many replicas on the brokers of the list', async () => {
  const generate = ['--generate', '--topics-to-move-json-file', file, '--broker-list', '1,3'];
  const [code, stdout, stderr] = await run(generate, { topics: [{ topic: 't' }], version: 1 });
  expect([code, stderr]).toEqual([0, '']);
  const [title, current, empty, proposedTitle, proposed = '', ...end] = stdout.split('\n');
  expect([title, current, empty, proposedTitle, end]).toEqual([
    'Current partition replica assignment',
    currentJson,
    '',
    'Proposed partition reassignment configuration',
    [''],
  ]);
  const { partitions } = JSON.parse(proposed) as { partitions: { partition: number; replicas: number[]; log_dirs: string[] }[] };
  expect(partitions.map(({ partition, log_dirs }) => [partition, log_dirs])).toEqual([
    [0, ['any', 'any']],
    [1, ['any', 'any']],
  ]);
  expect(partitions.map((one) => one.replicas).sort()).toEqual([
    [1, 3],
    [3, 1],
  ]);
});

test('--generate wants racks of all brokers or of none', async () => {
  cluster.racks = ['left', null, null];
  const generate = ['--generate', '--topics-to-move-json-file', file, '--broker-list', '1,2'];
  const topics = { topics: [{ topic: 't' }] };
  const [code, , stderr] = await run(generate, topics);
  expect([code, stderr]).toEqual([
    1,
    'Error: Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment without rack information.\n',
  ]);
  expect((await run([...generate, '--disable-rack-aware'], topics))[0]).toBe(0);
});

test('--execute starts the moves, and prints how to come back', async () => {
  onAlter(null);
  expect(await run(args('--execute'), plan)).toEqual([
    0,
    `${saved}Successfully started partition reassignments for t-0,t-1\n`,
    '',
  ]);
  expect(cluster.broker(1).requests.at(-1)?.request).toMatchObject({
    allowReplicationFactorChange: true,
    topics: [
      {
        name: 't',
        partitions: [
          { partitionIndex: 1, replicas: [3, 2] },
          { partitionIndex: 0, replicas: [1, 3] },
        ],
      },
    ],
  });
  const back = { version: 1, partitions: [placement(0, [1, 3], ['/data/1', '/data/3'])] };
  expect((await run(args('--execute'), back))[0]).toBe(0);
});

test('--execute with a throttle sets it on topics and brokers', async () => {
  onAlter(null);
  const [, stdout] = await run(args('--execute', '--throttle', '1000'), plan);
  expect(stdout).toBe(
    `${saved}Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle is removed.\n` +
      'The inter-broker throttle limit was set to 1000 B/s\nSuccessfully started partition reassignments for t-0,t-1\n',
  );
  expect(configs).toEqual([
    't: leader.replication.throttled.replicas=0:1,0:2,1:1,1:2',
    't: follower.replication.throttled.replicas=0:3,1:3',
    ...[1, 2, 3].flatMap((id) => [
      `${id}: leader.replication.throttled.rate=1000`,
      `${id}: follower.replication.throttled.rate=1000`,
    ]),
  ]);
});

test('--execute tells what is refused', async () => {
  onAlter('No.');
  const [code, stdout, stderr] = await run(args('--execute', '--disallow-replication-factor-change'), plan);
  expect([code, stdout, stderr]).toEqual([1, saved, 'Error reassigning partition(s):\nt-0: No.\nt-1: No.\n']);
  expect(cluster.broker(1).requests.at(-1)?.request).toMatchObject({ allowReplicationFactorChange: false });
});

test('--execute does not come between others unless asked', async () => {
  onAlter(null);
  moving.set(0, { replicas: [1, 2, 3], addingReplicas: [3], removingReplicas: [2] });
  const [code, stdout, stderr] = await run(args('--execute'), plan);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Cannot execute because there is an existing partition assignment\. {2}Use --additional/);
  expect((await run(args('--execute', '--additional', '--throttle', '5'), plan))[0]).toBe(0);
  expect(configs[0]).toBe('t: leader.replication.throttled.replicas=0:1,0:2,1:1,1:2');
});

test('--list', async () => {
  expect(await run(['--list'])).toEqual([0, 'No partition reassignments found.\n', '']);
  moving.set(1, { replicas: [2, 1, 3], addingReplicas: [3], removingReplicas: [1] });
  moving.set(0, { replicas: [1, 2], addingReplicas: [], removingReplicas: [2] });
  expect(await run(['--list'])).toEqual([
    0,
    'Current partition reassignments:\nt-0: replicas: 1,2. removing: 2.\nt-1: replicas: 2,1,3. adding: 3. removing: 1.\n',
    '',
  ]);
});

test('--verify tells how far it is, and clears the throttles at the end', async () => {
  const target = { partitions: [placement(0, [1, 2], ['/data/1', '/elsewhere']), placement(1, [3, 2])] };
  moving.set(1, { replicas: [2, 1, 3], addingReplicas: [3], removingReplicas: [1] });
  expect(await run(args('--verify'), { partitions: [placement(0, [1, 2]), placement(1, [3, 2])] })).toEqual([
    0,
    'Status of partition reassignment:\nReassignment of partition t-0 is completed.\n' +
      'Reassignment of partition t-1 is still in progress.\n\n',
    '',
  ]);
  expect(configs).toEqual([]);
  moving.clear();
  expect(await run(args('--verify'), target)).toEqual([
    0,
    'Status of partition reassignment:\nReassignment of partition t-0 is completed.\n' +
      'There is no active reassignment of partition t-1, but replica set is 2,1 rather than 3,2.\n' +
      'Reassignment of replica t-0-1 completed successfully.\n' +
      'Partition t-0 on broker 2 is not being moved from log dir /data/2 to /elsewhere.\n' +
      'Clearing broker-level throttles on brokers 1,2,3\nClearing topic-level throttles on topic t\n',
    '',
  ]);
  expect(configs).toEqual([
    ...[1, 2, 3].flatMap((id) => [`${id}: leader.replication.throttled.rate=-`, `${id}: follower.replication.throttled.rate=-`]),
    't: leader.replication.throttled.replicas=-',
    't: follower.replication.throttled.replicas=-',
  ]);
});

test('--cancel', async () => {
  onAlter(null);
  expect(await run(args('--cancel', '--preserve-throttles'), plan)).toEqual([
    0,
    'None of the specified partition reassignments are active.\n',
    '',
  ]);
  moving.set(0, { replicas: [1, 2, 3], addingReplicas: [3], removingReplicas: [2] });
  expect(await run(args('--cancel'), plan)).toEqual([
    0,
    'Successfully cancelled partition reassignment for: t-0\n' +
      'Clearing broker-level throttles on brokers 1,2,3\nClearing topic-level throttles on topic t\n',
    '',
  ]);
  const altered = cluster.broker(1).requests.find(({ api }) => api === 'AlterPartitionReassignments')?.request;
  expect(altered).toMatchObject({ topics: [{ name: 't', partitions: [{ partitionIndex: 0, replicas: null }] }] });
});

test.each([
  [{ partitions: [] }, 'Partition reassignment list cannot be empty'],
  [{ partitions: [placement(0, [])] }, 'Partition replica list cannot be empty'],
  [{ partitions: [placement(0, [1]), placement(0, [2])] }, 'Partition reassignment contains duplicate topic partitions: t-0'],
  [
    { partitions: [placement(0, [1, 1])] },
    'Partition replica lists may not contain duplicate entries: t-0 contains multiple entries for 1',
  ],
  [
    { partitions: [placement(0, [1], [])] },
    'Size of replicas list [1] is different from size of log dirs list [] for partition t-0',
  ],
  [{ version: 2, partitions: [] }, 'Not supported version field value 2'],
  [{ partitions: [placement(0, [1, 9])] }, 'Error: Unknown broker id 9'],
  [{ partitions: [placement(7, [1, 2])] }, 'Error: Unable to find partition: t-7'],
  [{ partitions: [{ topic: 'nope', partition: 0, replicas: [1] }] }, 'Error: Topic nope not found.'],
  [
    { partitions: [placement(0, [1, 3], ['any', '/elsewhere'])] },
    'Broker 3 chooses the directory of t-0 itself: /elsewhere is not supported',
  ],
])('--execute refuses %j', async (json, line) => {
  expect(await run(args('--execute'), json)).toEqual([1, '', `${line}\n`]);
});

test.each([
  [['--list', '--execute'], 'Command must include exactly one action: --generate, --execute, --verify, --cancel, --list'],
  [['--execute'], 'Missing required argument "[reassignment-json-file]"'],
  [['--list', '--throttle', '1'], 'Option "[throttle]" can\'t be used with action "[list]"'],
  [['--execute', ...withFile, '--throttle', 'x'], '--throttle: "x" is not a whole number of at least 0'],
  [['--generate', '--topics-to-move-json-file', 'f', '--broker-list', '1,2,1'], 'Broker list contains duplicate entries: [1]'],
])('%j is refused with one line and exit code 1', async (words, line) => {
  expect(await run(words)).toEqual([1, '', `${line}\n`]);
});
