import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { electLeadersApi } from '../../../protocol/messages/elect-leaders';
import { startTestBroker, type TestBroker } from '../../../server/real-clients/start-test-broker';
import { ScriptedCluster } from '../../../simulation/scripted-cluster';
import { outcomeOf, toolPlatform } from '../tool-fixture';
import { topics } from '../topics/topics';
import { leaderElection } from './leader-election';

let broker: TestBroker;
let file: string;

beforeAll(async () => {
  broker = await startTestBroker();
  file = path.join(await mkdtemp(path.join(tmpdir(), 'ottla-election-')), 'election.json');
  await outcomeOf(topics, broker.bootstrapServers, ['--create', '--topic', 't', '--partitions', '2']);
});
afterAll(async () => {
  await broker.stop();
  await rm(path.dirname(file), { recursive: true });
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(leaderElection, broker.bootstrapServers, args);
const preferred = ['--election-type', 'preferred'];

test('who leads already need not be elected', async () => {
  await writeFile(file, '{"partitions": [{"topic": "t", "partition": 1}, {"topic": "t", "partition": 0}]}');
  expect(await run(...preferred, '--path-to-json-file', file)).toEqual([
    0,
    'Valid replica already elected for partitions t-0, t-1\n',
    '',
  ]);
  expect(await run(...preferred, '--all-topic-partitions')).toEqual([0, '', '']);
  const [code, stdout, stderr] = await run('--election-type', 'UNCLEAN', '--topic', 'nope', '--partition', '3');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /^Error completing leader election \(UNCLEAN\) for partition: nope-3: .+\n1 replica\(s\) could not be elected\n$/,
  );
});

test('what became of each partition', async () => {
  const cluster = await ScriptedCluster.start(toolPlatform.transport, 1);
  cluster.broker(1).on(electLeadersApi, () => ({
    throttleTimeMs: 0,
    errorCode: 0,
    replicaElectionResults: [
      {
        topic: 'a',
        partitionResult: [
          { partitionId: 10, errorCode: 0, errorMessage: null },
          { partitionId: 2, errorCode: 0, errorMessage: null },
          { partitionId: 3, errorCode: 80, errorMessage: null },
        ],
      },
      { topic: 'b', partitionResult: [{ partitionId: 0, errorCode: 84, errorMessage: null }] },
    ],
  }));
  expect(await outcomeOf(leaderElection, cluster.bootstrapServers, [...preferred, '--all-topic-partitions'])).toEqual([
    1,
    'Successfully completed leader election (PREFERRED) for partitions a-2, a-10\n' +
      'Valid replica already elected for partitions b-0\n',
    'Error completing leader election (PREFERRED) for partition: a-3: The preferred leader was not available.\n' +
      '1 replica(s) could not be elected\n',
  ]);
  await cluster.stop();
});

test.each([
  [['--all-topic-partitions'], 'Missing required option(s): election-type'],
  [['--election-type', 'any', '--all-topic-partitions'], '--election-type: "any" is neither preferred nor unclean'],
  [preferred, 'One and only one of the following options is required: topic, all-topic-partitions, path-to-json-file'],
  [[...preferred, '--topic', 't'], 'Missing required option(s): partition'],
  [[...preferred, '--all-topic-partitions', '--partition', '1'], 'Option partition is only allowed if topic is used'],
  [[...preferred, '--path-to-json-file', '/no/such'], '--path-to-json-file: /no/such cannot be read (ENOENT)'],
])('%j is refused with one line and exit code 1', async (args, line) => {
  expect(await run(...args)).toEqual([1, '', `${line}\n`]);
});

test.each([
  ['{', /^--path-to-json-file: .* is no JSON \(/],
  ['[]', /^--path-to-json-file: .* is not an object$/],
  ['{}', /^--path-to-json-file: .* has no "partitions"$/],
  ['{"partitions": [{"topic": "t"}]}', /\.partitions\[0\] has no "partition"$/],
  ['{"partitions": [{"topic": 1, "partition": 0}]}', /\.partitions\[0\]\.topic is not a text$/],
  ['{"partitions": [{"topic": "t", "partition": -1}]}', /\.partitions\[0\]\.partition is not a whole number$/],
  [
    '{"partitions": [{"topic": "t", "partition": 1}, {"topic": "t", "partition": 1}]}',
    /^Replica election data contains duplicate partitions: \[t-1\]$/,
  ],
])('the file %s is refused', async (text, line) => {
  await writeFile(file, text);
  const [code, stdout, stderr] = await run(...preferred, '--path-to-json-file', file);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.trimEnd()).toMatch(line);
});
