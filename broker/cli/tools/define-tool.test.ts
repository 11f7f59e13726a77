import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listGroupsApi } from '../../protocol/messages/list-groups';
import { metadataApi } from '../../protocol/messages/metadata';
import { ScriptedCluster } from '../../simulation/scripted-cluster';
import { consumerGroups } from './consumer-groups/consumer-groups';
import { runToolInTest, toolPlatform } from './tool-fixture';
import { topics } from './topics/topics';

let cluster: ScriptedCluster;

beforeEach(async () => {
  cluster = await ScriptedCluster.start(toolPlatform.transport, 1);
});
afterEach(async () => {
  await cluster.stop();
});

test('Ctrl-C breaks off what waits for the cluster', async () => {
  cluster.broker(1).on(listGroupsApi, () => 'silence');
  const stop = new AbortController();
  const listing = runToolInTest(consumerGroups, cluster.bootstrapServers, ['--list'], { signal: stop.signal });
  await expect.poll(() => cluster.broker(1).requests.at(-1)?.api).toBe('ListGroups');
  stop.abort();
  expect(await listing).toEqual({ code: 130, stdout: Buffer.alloc(0), stderr: '' });
});

test('a reader that goes away ends the tool quietly', async () => {
  cluster.topics = [{ errorCode: 0, name: 't', partitions: [] }];
  const broken = new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  const outcome = await runToolInTest(topics, cluster.bootstrapServers, ['--list'], { stdoutStream: broken });
  expect([outcome.code, outcome.stderr]).toEqual([0, '']);
});

test('a cluster that does not answer in time is told in one line', async () => {
  cluster.broker(1).on(metadataApi, () => 'silence');
  const { code, stderr } = await runToolInTest(consumerGroups, cluster.bootstrapServers, ['--list', '--timeout', '50']);
  expect([code, stderr]).toEqual([1, `127.0.0.1:${cluster.broker(1).port} did not answer Metadata in 50 ms.\n`]);
});

test('a broker that hangs up is asked again', async () => {
  let asked = 0;
  cluster.broker(1).on(metadataApi, () => {
    asked += 1;
    return asked <= 2 ? 'hang-up' : { clusterId: 'cluster', controllerId: -1, brokers: [], topics: [] };
  });
  const { code, stderr } = await runToolInTest(topics, cluster.bootstrapServers, ['--list']);
  expect([code, stderr]).toEqual([0, '']);
});
