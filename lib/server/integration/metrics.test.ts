import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { clusterConfigOf } from '../console-config';
import { collectMetrics } from '../services/metrics/collect-metrics';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
let broker: TestBroker;
let consoleUnderTest: TestConsole;

beforeAll(async () => {
  broker = await startTestBroker();
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

test('what a scrape sees: the process, the cluster, its broker, topics and the lag of groups', async () => {
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name: 'scraped', partitions: 2, replicationFactor: 1 } } });
  const records = Array.from({ length: 7 }, (_, index) => ({ value: String(index), partition: index % 2 }));
  await publish({ ctx, input: { cluster, topic: 'scraped', records, query: { compression: 'none', acks: 'all' } } });
  const admin = new Kafka({ brokers: [broker.bootstrapServers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.setOffsets({ groupId: 'behind', topic: 'scraped', partitions: [{ partition: 0, offset: '1' }] });
  await admin.disconnect();

  const lines = (await collectMetrics({ ctx })).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'ottla_cluster_up{cluster="local"} 1',
      'ottla_cluster_brokers{cluster="local",state="alive"} 1',
      'ottla_cluster_under_replicated_partitions{cluster="local"} 0',
      'ottla_broker_up{cluster="local",broker="1"} 1',
      'ottla_topic_partitions{cluster="local",topic="scraped"} 2',
      'ottla_topic_messages{cluster="local",topic="scraped"} 7',
      'ottla_group_lag{cluster="local",group="behind"} 3',
      'ottla_console_streams 0',
    ]),
  );
  expect(lines.filter((line) => line !== '' && !/^(# (HELP|TYPE) \w+ |\w+(\{.*\})? -?[\d.]+(e[+-]?\d+)?$)/.test(line))).toEqual(
    [],
  );
});

test('a cluster that does not answer is down, and one that was added is there too', async () => {
  const elsewhere = startTestConsole('127.0.0.1:1');
  await elsewhere.ctx.runtime.kept.add(
    clusterConfigOf({ id: 'added', name: 'Added', bootstrapServers: [broker.bootstrapServers] }),
  );
  const lines = (await collectMetrics({ ctx: elsewhere.ctx })).split('\n');
  elsewhere.close();
  expect(lines).toContain('ottla_cluster_up{cluster="local"} 0');
  expect(lines).toContain('ottla_cluster_up{cluster="added"} 1');
});
