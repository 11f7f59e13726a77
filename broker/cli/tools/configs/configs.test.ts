import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '../../../server/real-clients/start-test-broker';
import { outcomeOf } from '../tool-fixture';
import { topics } from '../topics/topics';
import { addedConfigs } from './config-changes';
import { configs } from './configs';

let broker: TestBroker;
let directory: string;

beforeAll(async () => {
  broker = await startTestBroker({ properties: { 'log.retention.ms': '3600000' } });
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-configs-'));
  await outcomeOf(topics, broker.bootstrapServers, ['--create', '--topic', 'orders']);
});
afterAll(async () => {
  await broker.stop();
  await rm(directory, { recursive: true });
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(configs, broker.bootstrapServers, args);

test('a topic’s settings: set, shown with their synonyms, and taken back', async () => {
  const orders = ['--entity-type', 'topics', '--entity-name', 'orders'];
  const dynamic = 'Dynamic configs for topic orders are:\n';
  expect(await run('--describe', ...orders)).toEqual([0, dynamic, '']);
  const added = 'retention.ms=60000,cleanup.policy=[compact,delete]';
  expect(await run('--alter', ...orders, '--add-config', added)).toEqual([
    0,
    'Completed updating config for topic orders.\n',
    '',
  ]);
  expect(await run('--describe', ...orders)).toEqual([
    0,
    dynamic +
      '  cleanup.policy=compact,delete sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:cleanup.policy=compact,delete, DEFAULT_CONFIG:log.cleanup.policy=delete}\n' +
      '  retention.ms=60000 sensitive=false synonyms={DYNAMIC_TOPIC_CONFIG:retention.ms=60000, STATIC_BROKER_CONFIG:log.retention.ms=3600000, DEFAULT_CONFIG:log.retention.hours=168}\n',
    '',
  ]);
  const [, all] = await run('--describe', '--topic', 'orders', '--all');
  expect(all.split('\n')[0]).toBe('All configs for topic orders are:');
  expect(all).toContain('\n  compression.type=producer sensitive=false synonyms={DEFAULT_CONFIG:compression.type=producer}\n');
  const deleted = await run('--alter', '--topic', 'orders', '--delete-config', 'retention.ms,cleanup.policy');
  expect(deleted[0]).toBe(0);
  expect(await run('--describe', ...orders)).toEqual([0, dynamic, '']);
});

test('settings of one broker and of all', async () => {
  expect(await run('--alter', '--broker-defaults', '--add-config', 'log.retention.ms=7200000')).toEqual([
    0,
    'Completed updating default config for brokers in the cluster.\n',
    '',
  ]);
  const byName = ['--entity-type', 'brokers', '--entity-name', '1'];
  expect(await run('--alter', ...byName, '--add-config', 'message.max.bytes=2000000')).toEqual([
    0,
    'Completed updating config for broker 1.\n',
    '',
  ]);
  const [code, stdout] = await run('--describe', '--entity-type', 'brokers');
  expect(code).toBe(0);
  const [, ofBroker, , ofAll] = stdout.split(/^(?=Dynamic|Default)| are:\n/m);
  expect(stdout).toContain('Dynamic configs for broker 1 are:\n');
  expect(stdout).toContain('Default configs for brokers in the cluster are:\n');
  expect(ofBroker).toContain(
    '  message.max.bytes=2000000 sensitive=false synonyms={DYNAMIC_BROKER_CONFIG:message.max.bytes=2000000, ',
  );
  expect(ofBroker).not.toContain('log.retention.ms');
  expect(ofAll).toContain(
    '  log.retention.ms=7200000 sensitive=false synonyms={DYNAMIC_DEFAULT_BROKER_CONFIG:log.retention.ms=7200000, ',
  );
});

test('--add-config-file', async () => {
  const file = path.join(directory, 'added.properties');
  await writeFile(file, 'retention.bytes=1000\n');
  const entity = ['--entity-type', 'topics', '--entity-name', 'orders'];
  expect((await run('--alter', ...entity, '--add-config-file', file))[0]).toBe(0);
  expect((await run('--describe', ...entity))[1]).toContain('  retention.bytes=1000 ');
});

test.each([
  [['--describe', '--topic', 'nope'], "The topic 'nope' doesn't exist and doesn't have dynamic config."],
  [['--describe', '--broker', '9'], "The broker '9' doesn't exist and doesn't have dynamic config."],
  [['--describe', '--alter', '--topic', 't'], 'Command must include exactly one action: --describe, --alter'],
  [['--describe'], 'At least one entity type must be specified'],
  [['--describe', '--entity-type', 'users'], 'Invalid entity type users, the entity type must be one of topics, brokers'],
  [['--describe', '--broker', 'x'], 'The entity name for brokers must be a valid integer broker id, but it is: x'],
  [
    ['--describe', '--entity-type', 'topics', '--topic', 't'],
    '--entity-{type,name,default} should not be used in conjunction with specific entity flags',
  ],
  [['--describe', '--topic', 't', '--add-config', 'a=b'], 'Option "[add-config]" can only be used with "[alter]"'],
  [['--alter', '--entity-type', 'topics', '--add-config', 'a=b'], 'An entity name must be specified with --alter of topics'],
  [
    ['--alter', '--topic', 't'],
    'At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter',
  ],
  [['--alter', '--topic', 't', '--add-config', 'a b=c'], 'Invalid character found for config key: a b'],
])('%j is refused with one line and exit code 1', async (args, line) => {
  expect(await run(...args)).toEqual([1, '', `${line}\n`]);
});

test.each([
  [['--alter', '--topic', 'orders', '--add-config', 'no.such=1'], /^Error while executing config command: .*no\.such.*\n$/],
  [['--alter', '--topic', 'nope', '--add-config', 'retention.ms=1'], /^Error while executing config command: .*nope.*\n$/],
])('what the cluster says against %j is told in one line', async (args, line) => {
  const [code, stdout, stderr] = await run(...args);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(line);
});

test('values in brackets keep their commas', () => {
  expect(addedConfigs('a=1,b=[x,y] , c=,d=e=f')).toEqual([
    ['a', '1'],
    ['b', 'x,y'],
    ['c', ''],
    ['d', 'e=f'],
  ]);
  expect(() => addedConfigs('a=1,b')).toThrow('Invalid entity config: all configs to be added must be in the format');
});
