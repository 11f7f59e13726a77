import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchApi } from '@/broker/protocol/messages/fetch';
import { metadataApi } from '@/broker/protocol/messages/metadata';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { KafkajsLink } from './kafkajs-link';

let broker: TestBroker;

beforeAll(async () => {
  broker = await startTestBroker();
});

afterAll(() => broker.stop());

function linkTo(port: number, requestTimeoutMs = 2_000): KafkajsLink {
  return new KafkajsLink({ clientId: 'test', host: 'localhost', port, requestTimeoutMs, connectTimeoutMs: 1_000 });
}

test('kafkajs is the version whose private shape the link knows', async () => {
  const manifest: unknown = JSON.parse(
    await readFile(new URL('../../../node_modules/kafkajs/package.json', import.meta.url), 'utf8'),
  );
  expect(manifest).toMatchObject({ version: '2.2.4' });
});

test('flexible requests and answers pass through kafkajs', async () => {
  const link = linkTo(broker.port);
  expect(await link.versionOf(metadataApi)).toBeGreaterThanOrEqual(12);
  const answer = await link.send(metadataApi, { topics: null, allowAutoTopicCreation: false });
  expect(answer.brokers).toMatchObject([{ nodeId: 1, port: broker.port }]);
  link.close();
  await expect(link.send(metadataApi, { topics: null })).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
});

test('fetches that start together share one connection, and closing ends the one that waits', async () => {
  const link = linkTo(broker.port);
  const before = broker.running.stats().connections;
  const wait = { maxWaitMs: 60_000, minBytes: 1, isolationLevel: 0, topics: [], forgottenTopicsData: [], replicaId: -1 };
  await Promise.all([link.send(fetchApi, { ...wait, maxWaitMs: 0 }), link.send(fetchApi, { ...wait, maxWaitMs: 0 })]);
  expect(broker.running.stats().connections - before).toBeLessThanOrEqual(2);
  const startedAt = performance.now();
  const waiting = link.send(fetchApi, wait, { timeoutMs: 61_000 }).catch((error: unknown) => error);
  link.close();
  await waiting;
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test('nobody there is BROKER_UNAVAILABLE, retriable, with the address', async () => {
  await expect(linkTo(1).open()).rejects.toMatchObject({
    code: 'BROKER_UNAVAILABLE',
    retriable: true,
    details: { address: 'localhost:1' },
  });
});
