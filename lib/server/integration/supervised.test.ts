import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { describeCluster } from '../services/clusters/describe-cluster';
import { listEvents } from '../services/clusters/list-events';
import { describeReplicas } from '../services/replicas/describe-replicas';
import { createTopic } from '../services/topics/create-topic';
import { describeTopic } from '../services/topics/describe-topic';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
let broker: TestBroker;
let control: Server;
let consoleUnderTest: TestConsole;
let state: 'running' | 'frozen' = 'running';

function answer(): object {
  const process = { host: 'localhost', port: 1, internalPort: 2, voter: true, pid: 7, startedAtMs: 1, restarts: 0 };
  const brokers = [{ ...process, id: 1, state, sinceMs: 1, lastExit: null, actions: [], stats: null }];
  const events = [{ id: 1, atMs: 1, kind: 'broker-up', broker: 1, afterMs: 5, restarts: 0 }];
  return { startedAtMs: 1, revision: state === 'running' ? 1 : 2, lastEventId: 1, clusterId: 'c', brokers, events };
}

beforeAll(async () => {
  broker = await startTestBroker();
  // Who waits for news is not answered: there are none.
  control = createServer((request, response) => {
    if (request.url?.includes('waitMs') !== true) response.end(JSON.stringify(answer()));
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  const { port } = control.address() as AddressInfo;
  consoleUnderTest = startTestConsole(broker.bootstrapServers, { url: `http://127.0.0.1:${port}`, token: 'secret' });
});

afterAll(async () => {
  consoleUnderTest.close();
  control.closeAllConnections();
  control.close();
  await broker.stop();
});

test('whose events they are is known at once, to each tab that comes and goes', async () => {
  const { ctx } = consoleUnderTest;
  const { watch } = ctx.runtime.cluster(cluster);
  for (let tab = 0; tab < 2; tab += 1) {
    const open = new AbortController();
    watch.hold(open.signal);
    const { source, events } = await listEvents({ ctx, input: { cluster } });
    expect(source).toBe('supervisor');
    expect(events).toMatchObject([{ kind: 'broker-up', broker: 1 }]);
    watch.close();
    open.abort();
  }
});

test('what a frozen broker led nobody leads, though the metadata does not know it yet', async () => {
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: 'orders', partitions: 3, replicationFactor: 1 } } });
  expect(await describeCluster({ ctx, input: { cluster } })).toMatchObject({ counts: { leaderlessPartitions: 0 } });
  state = 'frozen';
  await expect
    .poll(() => describeCluster({ ctx, input: { cluster } }), { timeout: 5_000 })
    .toMatchObject({
      counts: { brokersAlive: 0, leaderlessPartitions: 3, underReplicatedPartitions: 3, preferredNotLeading: 0 },
      brokers: [{ id: 1, alive: false, leaderCount: 0, leaderlessCount: 3, process: { state: 'frozen' } }],
    });
  const { partitions } = await describeTopic({ ctx, input: { cluster, topic: 'orders' } });
  expect(partitions[0]).toMatchObject({ leader: null, isr: [], offlineReplicas: [1] });
  const map = await describeReplicas({ ctx, input: { cluster, query: { q: '', internal: false, trouble: true } } });
  expect(map).toMatchObject({ brokers: [{ id: 1, alive: false }], matching: 3 });
});
