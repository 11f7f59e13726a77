import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  removeDirectory,
  runOttla,
  startOttla,
  temporaryDirectory,
  type CommandResult,
  type RunningOttla,
} from '../fixtures/ottla';

/** kcat is librdkafka, which nobody here wrote: what it sees is what C, Python, Go and .NET clients see. */

let directory: string;
let ottla: RunningOttla;

beforeAll(async () => {
  directory = await temporaryDirectory();
  ottla = await startOttla(directory, ['--brokers', '1']);
}, 120_000);

afterAll(async () => {
  await ottla.stop();
  await removeDirectory(directory);
});

async function kcat(args: readonly string[], input = ''): Promise<CommandResult> {
  const child = spawn('kcat', ['-b', ottla.bootstrapServers, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

async function createTopic(topic: string, partitions: number, ...configs: string[]): Promise<void> {
  const configFlags = configs.flatMap((config) => ['--config', config]);
  const created = await runOttla([
    'topics',
    '--bootstrap-server',
    ottla.bootstrapServers,
    '--create',
    '--topic',
    topic,
    '--partitions',
    String(partitions),
    ...configFlags,
  ]);
  expect(created).toMatchObject({ code: 0 });
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

test('metadata lists the broker and the topic', async () => {
  await createTopic('listed', 3);
  const { stdout, code } = await kcat(['-L', '-J', '-t', 'listed']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    brokers: [{ id: 1, name: ottla.bootstrapServers }],
    topics: [{ topic: 'listed', partitions: [{ partition: 0, leader: 1 }, { partition: 1 }, { partition: 2 }] }],
  });
});

test('a topic is created by the first message, without an error', async () => {
  const written = await kcat(['-P', '-t', 'made-by-kcat'], 'hello\n');
  expect(written).toMatchObject({ code: 0, stderr: '' });
  const read = await kcat(['-C', '-q', '-e', '-o', 'beginning', '-t', 'made-by-kcat']);
  expect(read.stdout).toBe('hello\n');
});

describe('every codec', () => {
  test.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'])('%s', async (codec) => {
    const topic = `codec-${codec}`;
    await createTopic(topic, 1);
    const sent = Array.from({ length: 500 }, (_, index) => `message ${index} ${'x'.repeat(index % 90)}`);
    expect(await kcat(['-P', '-t', topic, '-z', codec], sent.join('\n'))).toMatchObject({ code: 0 });
    const { stdout } = await kcat(['-C', '-q', '-e', '-o', 'beginning', '-t', topic]);
    expect(lines(stdout)).toEqual(sent);
    const ours = await runOttla([
      'console-consumer',
      '--bootstrap-server',
      ottla.bootstrapServers,
      '--topic',
      topic,
      '--from-beginning',
      '--max-messages',
      '500',
    ]);
    expect(lines(ours.stdout)).toEqual(sent);
  });
});

test('keys, headers, nulls and timestamps come back as they were sent', async () => {
  await createTopic('exact', 1);
  await kcat(['-P', '-t', 'exact', '-K', ':', '-H', 'a=1', '-H', 'a=2', '-H', 'b='], 'k1:v1\n');
  await kcat(['-P', '-t', 'exact', '-K', ':', '-Z'], 'k2:\n');
  const { stdout } = await kcat(['-C', '-q', '-e', '-o', 'beginning', '-t', 'exact', '-J']);
  const [first, second] = lines(stdout).map((line): unknown => JSON.parse(line));
  expect(first).toMatchObject({ key: 'k1', payload: 'v1', offset: 0, headers: ['a', '1', 'a', '2', 'b', ''] });
  expect(second).toMatchObject({ key: 'k2', payload: null, offset: 1 });
});

test('offsets are found by time', async () => {
  await createTopic('timed', 1);
  await kcat(['-P', '-t', 'timed'], 'one\ntwo\n');
  expect((await kcat(['-Q', '-t', 'timed:0:-2'])).stdout).toContain('offset 0');
  expect((await kcat(['-Q', '-t', 'timed:0:-1'])).stdout).toContain('offset 2');
  expect((await kcat(['-Q', '-t', 'timed:0:1000'])).stdout).toContain('offset 0');
});

test('a group takes up where it stopped', async () => {
  await createTopic('grouped', 2);
  const args = [
    '-q',
    '-e',
    '-X',
    'auto.offset.reset=earliest',
    '-X',
    'topic.metadata.refresh.interval.ms=500',
    '-G',
    'readers',
    'grouped',
  ];
  await kcat(['-P', '-t', 'grouped', '-p', '0'], 'a\nb\n');
  expect(lines((await kcat(args)).stdout)).toEqual(['a', 'b']);
  await kcat(['-P', '-t', 'grouped', '-p', '1'], 'c\n');
  expect(lines((await kcat(args)).stdout)).toEqual(['c']);
}, 60_000);

test('10,000 idempotent messages are counted exactly, by kcat and by get-offsets', async () => {
  await createTopic('counted', 4);
  const sent = Array.from({ length: 10_000 }, (_, index) => `k${index}:v${index}`);
  expect(await kcat(['-P', '-t', 'counted', '-K', ':', '-X', 'enable.idempotence=true'], sent.join('\n'))).toMatchObject({
    code: 0,
  });
  const { stdout } = await kcat(['-C', '-q', '-e', '-o', 'beginning', '-t', 'counted', '-f', '%k:%s\n']);
  expect(lines(stdout).toSorted()).toEqual(sent.toSorted());
  const total = await runOttla(['get-offsets', '--bootstrap-server', ottla.bootstrapServers, '--topic', 'counted', '--total']);
  expect(total.stdout.trim()).toBe('10000');
}, 60_000);
