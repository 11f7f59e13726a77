import { once } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '../../server/real-clients/start-test-broker';
import { consoleConsumer } from './console-consumer';
import { consoleProducer } from './console-producer';
import { getOffsets } from './get-offsets';
import type { Tool } from './tool';
import { deadAddress, runToolInTest, type ToolOutcome, type ToolRun } from './tool-fixture';
import { topics } from './topics/topics';

/** The tools as a person runs them, against a broker over loopback sockets. */
let broker: TestBroker;

beforeAll(async () => {
  broker = await startTestBroker({
    properties: { 'offsets.topic.num.partitions': '1', 'group.initial.rebalance.delay.ms': '0', 'num.partitions': '2' },
  });
});
afterAll(async () => {
  await broker.stop();
});

interface RunOptions extends ToolRun {
  bootstrapServers?: string;
}

function run(tool: Tool, args: string[], options: RunOptions = {}): Promise<ToolOutcome> {
  return runToolInTest(tool, options.bootstrapServers ?? broker.bootstrapServers, args, options);
}

function lines(input: Buffer | string): Readable {
  return Readable.from([Buffer.from(input)]);
}

async function text(tool: Tool, args: string[], input: Buffer | string = ''): Promise<string> {
  const { code, stdout, stderr } = await run(tool, args, { input: lines(input) });
  expect(stderr.replace(/Processed a total of \d+ messages\n/, '')).toBe('');
  expect(code).toBe(0);
  return stdout.toString();
}

test('topics: create, list, describe, alter, delete', async () => {
  const created = await text(topics, ['--create', '--topic', 'orders', '--partitions', '2', '--config', 'retention.ms=60000']);
  expect(created).toBe('Created topic orders.\n');
  expect(await text(topics, ['--list'])).toMatch(/^orders$/m);
  const described = await text(topics, ['--describe', '--topic', 'orders']);
  const [summary, first, second] = described.split('\n');
  expect(summary).toMatch(
    /^Topic: orders\tTopicId: [\w-]{22}\tPartitionCount: 2\tReplicationFactor: 1\tConfigs: .*retention\.ms=60000/,
  );
  expect(first).toBe('\tTopic: orders\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1\tElr: \tLastKnownElr: ');
  expect(second).toContain('\tPartition: 1\t');
  expect(await text(topics, ['--create', '--topic', 'orders', '--if-not-exists'])).toBe('');
  expect(await text(topics, ['--alter', '--topic', 'orders', '--partitions', '3'])).toBe('');
  expect(await text(topics, ['--describe', '--topic', 'ord.*'])).toContain('PartitionCount: 3');
  expect(await text(topics, ['--delete', '--topic', 'orders'])).toBe('');
  expect(await text(topics, ['--list'])).not.toMatch(/^orders$/m);
  expect(await text(topics, ['--delete', '--topic', 'orders', '--if-exists'])).toBe('');
});

test('topics: a name with a dot is created with Kafka’s warning', async () => {
  const created = await text(topics, ['--create', '--topic', 'a.b']);
  expect(created).toMatch(/^WARNING: Due to limitations in metric names.*\nCreated topic a\.b\.\n$/);
});

test.each([
  { tool: topics, args: ['--describe', '--topic', 'nope'], line: /Topic 'nope' does not exist as expected\n$/ },
  { tool: topics, args: ['--create', '--topic', 'bad name'], line: /^Error while executing topic command : .+\n$/ },
  { tool: topics, args: ['--create', '--topic', 'x', '--config', 'no.such=1'], line: /no\.such.*\n$/ },
  { tool: topics, args: ['--create', '--topic', 'x', '--partitions', '0'], line: /^--partitions: "0".*\n$/ },
  { tool: topics, args: ['--list', '--create'], line: /^Command must include exactly one action: --list, / },
  { tool: topics, args: ['--nonsense'], line: /--nonsense is not a recognized option/ },
  { tool: topics, args: ['--list', 'stray'], line: /"stray" is not an option/ },
  { tool: getOffsets, args: ['--topic', 'nope'], line: /Could not match any topic-partitions/ },
  { tool: getOffsets, args: ['--time', 'noon'], line: /^--time: "noon" is neither/ },
  { tool: getOffsets, args: ['--topic', '('], line: /is not a regular expression/ },
  { tool: consoleProducer, args: [], line: /--topic is required/ },
  { tool: consoleProducer, args: ['--topic', 'x', '--compression-codec', 'rar'], line: /"rar" is not one of/ },
  { tool: consoleProducer, args: ['--topic', 'x', '--reader-property', 'parse.kee=1'], line: /"parse\.kee" is not one of/ },
  { tool: consoleProducer, args: ['--topic', 'x', '--request-required-acks', '2'], line: /acks: "2"/ },
  { tool: consoleConsumer, args: ['--topic', 'x', '--offset', '3'], line: /--offset needs --partition/ },
  { tool: consoleConsumer, args: ['--topic', 'x', '--max-messages', 'many'], line: /^--max-messages: "many"/ },
  { tool: consoleConsumer, args: ['--topic', 'x', '--consumer-property', 'a=b'], line: /"a" is not one of/ },
  { tool: consoleConsumer, args: ['--topic'], line: /^--topic needs a value\n$/ },
])('$args is refused with one line and exit code 1', async ({ tool, args, line }) => {
  const { code, stdout, stderr } = await run(tool, args);
  expect(stderr).toMatch(line);
  expect(stderr.split('\n')).toHaveLength(2);
  expect(stdout.toString()).toBe('');
  expect(code).toBe(1);
});

test.each([topics, getOffsets, consoleProducer, consoleConsumer])('--help prints the options', async (tool) => {
  expect(await text(tool, ['--help'])).toContain('--bootstrap-server <host:port,…>');
});

test('nobody at the address: one line that names it', async () => {
  const bootstrapServers = await deadAddress();
  const { code, stderr } = await run(topics, ['--list'], { bootstrapServers });
  expect(code).toBe(1);
  expect(stderr).toMatch(new RegExp(`^.*${bootstrapServers.replaceAll('.', '\\.')}.*\\n$`));
});

test('what is piped in comes out: keys, headers, nulls and bytes', async () => {
  await text(topics, ['--create', '--topic', 'piped', '--partitions', '1']);
  const input = Buffer.concat([
    Buffer.from('trace:1,flag:NULL\tk1:first\n'),
    Buffer.from('NULL\tNULL:\xff\xfe\r\n', 'latin1'),
    Buffer.from('a:b\tk3:NULL'),
  ]);
  const properties = ['parse.headers=true', 'parse.key=true', 'key.separator=:', 'null.marker=NULL'];
  await text(consoleProducer, ['--topic', 'piped', ...properties.flatMap((each) => ['--reader-property', each])], input);
  const prints = ['print.headers=true', 'print.key=true', 'print.partition=true', 'print.offset=true', 'null.literal=<null>'];
  const { stdout, stderr, code } = await run(consoleConsumer, [
    ...['--topic', 'piped', '--from-beginning', '--max-messages', '3'],
    ...prints.flatMap((each) => ['--property', each]),
  ]);
  expect(stdout.toString('latin1').split('\n')).toEqual([
    'Partition:0\tOffset:0\ttrace:1,flag:<null>\tk1\tfirst',
    'Partition:0\tOffset:1\tNO_HEADERS\t<null>\t\xff\xfe',
    'Partition:0\tOffset:2\ta:b\tk3\t<null>',
    '',
  ]);
  expect(stderr).toBe('Processed a total of 3 messages\n');
  expect(code).toBe(0);
});

test.each(['gzip', 'snappy', 'lz4', 'zstd'])('10,000 lines with %s are counted by get-offsets', async (codec) => {
  const topic = `counted-${codec}`;
  await text(topics, ['--create', '--topic', topic, '--partitions', '3']);
  const written = Array.from({ length: 10_000 }, (_, index) => `line ${index}\n`).join('');
  await text(consoleProducer, ['--topic', topic, '--compression-codec', codec], written);
  const offsets = await text(getOffsets, ['--topic', topic]);
  expect(offsets.split('\n').map((line) => line.replace(/\d+$/, ''))).toEqual([`${topic}:0:`, `${topic}:1:`, `${topic}:2:`, '']);
  const sum = offsets.split('\n').reduce((total, line) => total + Number(line.split(':')[2] ?? 0), 0);
  expect(sum).toBe(10_000);
  expect(await text(getOffsets, ['--topic', topic, '--total'])).toBe('10000\n');
  const read = await text(consoleConsumer, ['--topic', topic, '--from-beginning', '--max-messages', '10000']);
  expect(read.split('\n').sort()).toEqual(written.split('\n').sort());
});

test('get-offsets: times and partitions', async () => {
  await text(topics, ['--create', '--topic', 'timed', '--partitions', '2']);
  await text(consoleProducer, ['--topic', 'timed', '--sync', '--producer-property', 'acks=1'], 'one\ntwo\nthree\n');
  expect(await text(getOffsets, ['--topic', 'timed', '--time', '-2'])).toBe('timed:0:0\ntimed:1:0\n');
  expect(await text(getOffsets, ['--topic', 'timed', '--time', 'earliest', '--partitions', '1'])).toBe('timed:1:0\n');
  expect(await text(getOffsets, ['--topic-partitions', 'timed:0-1', '--time=-2'])).toBe('timed:0:0\n');
  expect(await text(getOffsets, ['--topic', 'timed', '--time', '0', '--total'])).toBe('0\n');
  expect(await text(getOffsets, ['--topic', 'timed', '--time', String(Date.now() + 3_600_000)])).toBe('');
  const newest = (await text(getOffsets, ['--topic', 'timed', '--time', '-3'])).trim().split('\n');
  expect(newest.length).toBeGreaterThan(0);
  for (const line of newest) expect(line).toMatch(/^timed:[01]:\d$/);
});

test('console-consumer: one partition from an offset', async () => {
  await text(topics, ['--create', '--topic', 'sought', '--partitions', '1']);
  await text(consoleProducer, ['--topic', 'sought'], 'a\nb\nc\nd\n');
  const from = ['--topic', 'sought', '--partition', '0'];
  expect(await text(consoleConsumer, [...from, '--offset', '2', '--max-messages', '2'])).toBe('c\nd\n');
  expect(await text(consoleConsumer, [...from, '--offset', 'earliest', '--max-messages', '1'])).toBe('a\n');
  expect(await text(consoleConsumer, [...from, '--offset', 'latest', '--timeout-ms', '300'])).toBe('');
  const { code, stderr } = await run(consoleConsumer, ['--topic', 'sought', '--partition', '7', '--timeout-ms', '300']);
  expect([code, stderr]).toEqual([1, 'The topic sought has no partition 7.\n']);
});

test('console-consumer: a group goes on where it stopped, and exactly there', async () => {
  await text(topics, ['--create', '--topic', 'shared', '--partitions', '1']);
  await text(consoleProducer, ['--topic', 'shared'], 'a\nb\nc\nd\n');
  const read = ['--topic', 'shared', '--group', 'readers', '--from-beginning'];
  expect(await text(consoleConsumer, [...read, '--max-messages', '3'])).toBe('a\nb\nc\n');
  expect(await text(consoleConsumer, [...read, '--max-messages', '1'])).toBe('d\n');
  expect(await text(consoleConsumer, [...read, '--timeout-ms', '1000'])).toBe('');
  const properties = ['--consumer-property', 'group.id=others', '--consumer-property', 'auto.offset.reset=earliest'];
  expect(await text(consoleConsumer, ['--topic', 'shared', ...properties, '--max-messages', '1'])).toBe('a\n');
});

test('console-consumer: time, interruption, and a topic that comes later', async () => {
  const stop = new AbortController();
  const stdout: Buffer[] = [];
  const args = ['--topic', 'later', '--from-beginning', '--property', 'print.timestamp=true'];
  const tail = run(consoleConsumer, args, { signal: stop.signal, stdout });
  await text(topics, ['--create', '--topic', 'later', '--partitions', '1', '--config', 'message.timestamp.type=LogAppendTime']);
  await text(consoleProducer, ['--topic', 'later'], 'hello\n');
  await expect.poll(() => Buffer.concat(stdout).toString(), { timeout: 5_000 }).toMatch(/^LogAppendTime:\d+\thello\n$/);
  stop.abort();
  const { code, stderr } = await tail;
  expect(code).toBe(0);
  expect(stderr).toContain('Processed a total of 1 messages\n');
});

test('a reader that goes away ends the consumer quietly', async () => {
  await text(topics, ['--create', '--topic', 'headed', '--partitions', '1']);
  await text(consoleProducer, ['--topic', 'headed'], 'a\nb\n');
  const broken = new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  const outcome = await run(consoleConsumer, ['--topic', 'headed', '--from-beginning'], { stdoutStream: broken });
  expect([outcome.code, outcome.stderr]).toEqual([0, '']);
});

test('console-producer: a record that is too large is an error that says so', async () => {
  await text(topics, ['--create', '--topic', 'small', '--partitions', '1', '--config', 'max.message.bytes=200']);
  const { code, stderr } = await run(consoleProducer, ['--topic', 'small'], { input: lines(`${'x'.repeat(1_000)}\n`) });
  expect(stderr).toMatch(/^Error when sending message to topic small with key: null, value: 1000 bytes with error: .+\n$/);
  expect(code).toBe(1);
});

test('console-producer: a line that cannot be read ends it, after the lines before it were written', async () => {
  await text(topics, ['--create', '--topic', 'keyed', '--partitions', '1']);
  const { code, stderr } = await run(consoleProducer, ['--topic', 'keyed', '--property', 'parse.key=true'], {
    input: lines('k\tv\nno key\n'),
  });
  expect([code, stderr]).toEqual([1, "No key separator found on line number 2: 'no key'\n"]);
  expect(await text(getOffsets, ['--topic', 'keyed'])).toBe('keyed:0:1\n');
});

test('console-producer: more input than may be on its way at once is written whole', async () => {
  await text(topics, ['--create', '--topic', 'pressed', '--partitions', '1']);
  const line = Buffer.from(`${'x'.repeat(99_999)}\n`);
  let produced = 0;
  const source = Readable.from(
    (function* () {
      for (; produced < 400; produced += 1) yield line;
    })(),
  );
  const { code } = await run(consoleProducer, ['--topic', 'pressed', '--compression-codec', 'lz4'], { input: source });
  expect(code).toBe(0);
  expect(await text(getOffsets, ['--topic', 'pressed'])).toBe('pressed:0:400\n');
});

test('console-producer: Ctrl-C writes what was read', async () => {
  await text(topics, ['--create', '--topic', 'typed', '--partitions', '1']);
  const keyboard = new PassThrough();
  const stop = new AbortController();
  const typing = run(consoleProducer, ['--topic', 'typed'], { input: keyboard, signal: stop.signal });
  keyboard.write('one\ntwo\nthr');
  await expect.poll(async () => text(getOffsets, ['--topic', 'typed'])).toBe('typed:0:2\n');
  stop.abort();
  await once(keyboard, 'close');
  expect((await typing).code).toBe(0);
});
