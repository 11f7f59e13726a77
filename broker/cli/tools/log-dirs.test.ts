import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '../../server/real-clients/start-test-broker';
import { logDirs } from './log-dirs';
import { outcomeOf } from './tool-fixture';
import { topics } from './topics/topics';

let broker: TestBroker;

beforeAll(async () => {
  broker = await startTestBroker();
  for (const topic of ['a', 'b']) await outcomeOf(topics, broker.bootstrapServers, ['--create', '--topic', topic]);
});
afterAll(async () => {
  await broker.stop();
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(logDirs, broker.bootstrapServers, args);

test('--describe', async () => {
  expect(await run('--describe', '--topic-list', 'b', '--broker-list', '1')).toEqual([
    0,
    'Querying brokers for log directories information\n' +
      'Received log directory information from brokers 1\n' +
      `{"brokers":[{"broker":1,"logDirs":[{"partitions":[{"partition":"b-0","size":0,"offsetLag":0,"isFuture":false}],"error":null,"logDir":"${broker.dataDirectory}/broker-1"}]}],"version":1}\n`,
    '',
  ]);
  expect((await run('--describe'))[1]).toContain('"partition":"a-0"');
});

test.each([
  [[], 'Missing required argument "[describe]"'],
  [['--describe', '--broker-list', 'x'], '--broker-list: "x" is not a whole number of at least 0'],
  [
    ['--describe', '--broker-list', '1,7,8'],
    'ERROR: The given brokers do not exist from --broker-list: 7,8. Current existent brokers: 1',
  ],
])('%j is refused with one line and exit code 1', async (args, line) => {
  expect(await run(...args)).toEqual([1, '', `${line}\n`]);
});
