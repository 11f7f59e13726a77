import { afterAll, beforeAll, expect, test } from 'vitest';
import { unregisterBrokerApi } from '../../../protocol/messages/unregister-broker';
import { ScriptedCluster } from '../../../simulation/scripted-cluster';
import { outcomeOf, toolPlatform } from '../tool-fixture';
import { cluster } from './cluster';

let scripted: ScriptedCluster;

beforeAll(async () => {
  scripted = await ScriptedCluster.start(toolPlatform.transport, 3);
  scripted.racks = ['left', null, 'right'];
  scripted.fenced.add(2);
});
afterAll(async () => {
  await scripted.stop();
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(cluster, scripted.bootstrapServers, args);
const port = (id: number): string => String(scripted.broker(id).port).padEnd(10);

test('cluster-id', async () => {
  expect(await run('cluster-id')).toEqual([0, 'Cluster ID: cluster\n', '']);
});

test('list-endpoints', async () => {
  const header = 'ID         HOST      PORT       RACK  STATE      ENDPOINT_TYPE  \n';
  const live = [
    `1          127.0.0.1 ${port(1)} left  unfenced   broker         \n`,
    `3          127.0.0.1 ${port(3)} right unfenced   broker         \n`,
  ];
  expect(await run('list-endpoints')).toEqual([0, [header, ...live].join(''), '']);
  const [, all] = await run('list-endpoints', '--include-fenced-brokers');
  expect(all.split('\n')[2]).toBe(`2          127.0.0.1 ${port(2)} null  fenced     broker         `);
});

test('unregister', async () => {
  scripted.broker(1).on(unregisterBrokerApi, ({ brokerId }) => ({
    throttleTimeMs: 0,
    errorCode: brokerId === 2 ? 0 : 102,
    errorMessage: brokerId === 2 ? null : `Broker ID ${brokerId} is not currently registered`,
  }));
  expect(await run('unregister', '-i', '2')).toEqual([0, 'Broker 2 is no longer registered.\n', '']);
  expect(await run('unregister', '--id', '9')).toEqual([1, '', 'Broker ID 9 is not currently registered\n']);
});

test.each([
  [[], 'cluster: give one of cluster-id, list-endpoints, unregister; see --help'],
  [['unregister'], 'cluster: unregister needs --id'],
  [['unregister', '--id', 'x'], '--id: "x" is not a whole number of at least 0'],
  [['cluster-id', '--id', '1'], 'cluster: --id goes with unregister'],
  [['cluster-id', '--include-fenced-brokers'], 'cluster: --include-fenced-brokers goes with list-endpoints'],
])('%j is refused with one line and exit code 1', async (args, line) => {
  expect(await run(...args)).toEqual([1, '', `${line}\n`]);
});
