import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '../../../server/real-clients/start-test-broker';
import { outcomeOf } from '../tool-fixture';
import { topics } from './topics';

let broker: TestBroker;

beforeAll(async () => {
  broker = await startTestBroker();
});
afterAll(async () => {
  await broker.stop();
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(topics, broker.bootstrapServers, args);

test('replicas are placed as asked, when created and when added', async () => {
  expect(await run('--create', '--topic', 'placed', '--replica-assignment', '1,1')).toEqual([0, 'Created topic placed.\n', '']);
  expect(await run('--alter', '--topic', 'placed', '--partitions', '3', '--replica-assignment', '1,1,1')).toEqual([0, '', '']);
  const [, described] = await run('--describe', '--topic', 'placed', '--partition-size-limit-per-response', '2');
  const lines = described.split('\n');
  expect(lines[0]).toMatch(/^Topic: placed\tTopicId: [\w-]{22}\tPartitionCount: 3\tReplicationFactor: 1\tConfigs: /);
  expect(lines.slice(1)).toEqual([
    ...[0, 1, 2].map(
      (partition) => `\tTopic: placed\tPartition: ${partition}\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: `,
    ),
    '',
  ]);
});

test('a topic is described by its id', async () => {
  await run('--create', '--topic', 'by.id');
  const [, byName] = await run('--describe', '--topic', 'by.id');
  const id = /TopicId: (\S+)/.exec(byName)?.[1] ?? '';
  expect(await run('--describe', '--topic-id', id)).toEqual([0, byName, '']);
  const other = 'KxLs9G6xSGabWkAGSGXPHg';
  expect(await run('--describe', '--topic-id', other)).toEqual([
    1,
    '',
    `Error while executing topic command : TopicId '${other}' does not exist as expected\n`,
  ]);
  expect(await run('--describe', '--topic-id', other, '--if-exists')).toEqual([0, '', '']);
});

test('reports leave only what they are about', async () => {
  await run('--create', '--topic', 'plain', '--partitions', '1');
  await run('--create', '--topic', 'special', '--partitions', '1', '--config', 'retention.ms=1000');
  const line = '\tTopic: plain\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: \n';
  expect(await run('--describe', '--topic', 'plain', '--at-min-isr-partitions')).toEqual([0, line, '']);
  expect(await run('--describe', '--topic', 'plain', '--under-min-isr-partitions')).toEqual([0, '', '']);
  const both = ['--under-replicated-partitions', '--unavailable-partitions'];
  expect(await run('--describe', '--topic', 'plain', ...both)).toEqual([0, '', '']);
  const [, overridden] = await run('--describe', '--topics-with-overrides', '--topic', 'plain|special');
  expect(overridden).toMatch(/^Topic: special\t.*\tConfigs: .*retention\.ms=1000.*\n$/);
});

test.each([
  [['--describe', '--topics-with-overrides', '--unavailable-partitions'], /^Option "\[topics-with-overrides\]" can't be used/],
  [
    ['--list', '--under-replicated-partitions'],
    /^Option "\[under-replicated-partitions\]" can only be used with "\[describe\]"$/,
  ],
  [['--create', '--topic', 't', '--replica-assignment', '1', '--partitions', '1'], /^Option "\[replica-assignment\]" can't be/],
  [['--create'], /^Missing required argument "\[topic\]"$/],
  [['--alter', '--topic', 't'], /^Missing required argument "\[partitions\]"$/],
  [
    ['--alter', '--topic', 't', '--partitions', '2', '--config', 'a=b'],
    /^Option "\[config\]" can only be used with "\[create\]"$/,
  ],
  [['--describe', '--if-exists'], /^--topic or --topic-id is required to describe a topic$/],
  [['--describe', '--topic-id', 'x'], /^--topic-id: "x" is not the id of a topic$/],
  [['--create', '--topic', 't', '--replica-assignment', '7'], /^Error while executing topic command : .*7.*$/],
  [['--delete', '--topic', 'nope'], /^Error while executing topic command : Topic 'nope' does not exist as expected$/],
])('%j is refused with one line and exit code 1', async (args, line) => {
  const [code, stdout, stderr] = await run(...args);
  expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([1, '', 1]);
  expect(stderr.trimEnd()).toMatch(line);
});
