import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import { clusterConfigOf } from '../console-config';
import { startTestConsole, type TestConsole } from './test-console';
import { numbered, record, text, TransferFixture } from './transfer-fixture';

let brokers: readonly TestBroker[];
let consoleUnderTest: TestConsole;
let here: TransferFixture;
let there: TransferFixture;

/** Two clusters, the second once more as read-only, the first once more under another name. */
beforeAll(async () => {
  brokers = await Promise.all([startTestBroker(), startTestBroker()]);
  const [first, second] = brokers.map(({ bootstrapServers }) => [bootstrapServers]);
  const others = [
    clusterConfigOf({ id: 'other', name: 'Other', bootstrapServers: second ?? [] }),
    clusterConfigOf({ id: 'kept', name: 'Kept', bootstrapServers: second ?? [], readOnly: true }),
    clusterConfigOf({ id: 'again', name: 'Again', bootstrapServers: first ?? [] }),
    clusterConfigOf({ id: 'gone', name: 'Gone', bootstrapServers: ['127.0.0.1:1'] }),
  ];
  consoleUnderTest = startTestConsole(brokers[0]?.bootstrapServers ?? '', null, {}, null, others);
  here = new TransferFixture(consoleUnderTest);
  there = new TransferFixture(consoleUnderTest, 'other');
});

afterAll(async () => {
  consoleUnderTest.close();
  await Promise.all(brokers.map((broker) => broker.stop()));
});

test('a copy to another cluster is the same to the byte, and nothing of it is written here', async () => {
  await here.create('bytes', 2);
  await there.create('bytes', 2);
  const noText = Buffer.from([0xff, 0x00, 0xfe]);
  const headers = [
    { key: text('a'), value: noText },
    { key: text('a'), value: null },
    { key: text('b'), value: text('') },
    { key: text('a'), value: text('again') },
  ];
  const originals: RecordInput[] = [
    record('tombstone', null, 5),
    { key: noText, value: noText, headers, timestampMs: 1_700_000_000_001 },
    record(null, '', 4),
  ];
  await here.fill(
    'bytes',
    originals.map((each, index) => ({ partition: index % 2, record: each })),
  );
  const order = { target: 'bytes', targetCluster: 'other', placement: 'same' } as const;
  expect(await here.copied('bytes', order, true)).toMatchObject({ dryRun: true, chosen: 3, written: 0 });
  expect(await there.read('bytes')).toEqual([]);
  expect(await here.copied('bytes', order)).toMatchObject({ written: 3, failed: 0, cutShort: false });
  expect(await there.read('bytes')).toEqual(await here.read('bytes'));
  expect(await here.read('bytes')).toHaveLength(3);
});

test('a cluster that is read-only is copied from, and never to', async () => {
  await there.create('from-kept', 3);
  await here.create('from-kept', 2);
  await there.fill('from-kept', numbered(1_200, 3));
  const kept = new TransferFixture(consoleUnderTest, 'kept');
  const order = { target: 'from-kept', targetCluster: 'local', placement: 'any' } as const;
  expect(await kept.copied('from-kept', order)).toMatchObject({ written: 1_200 });
  const copied = await here.read('from-kept');
  expect(copied.map(({ value }) => String(value)).sort()).toEqual([...(await there.values('from-kept'))].sort());
  expect(new Set(copied.map(({ partition }) => partition)).size).toBe(2);

  const refusal = { code: 'READ_ONLY', details: { cluster: 'kept' } };
  for (const dryRun of [true, false]) {
    await expect(kept.copy('from-kept', { target: 'bytes' }, dryRun)).rejects.toMatchObject(refusal);
    const back = { target: 'from-kept', targetCluster: 'kept' };
    await expect(here.copy('from-kept', back, dryRun)).rejects.toMatchObject(refusal);
  }
});

test('what fails says in which cluster', async () => {
  await here.create('named');
  await here.fill('named', numbered(10, 1));
  await there.create('named-compacted', 1, { 'cleanup.policy': 'compact' });
  const to = (targetCluster: string, target = 'named') => here.copy('named', { target, targetCluster });
  const inOther = { details: { cluster: 'other' }, message: expect.stringContaining('In cluster Other:') as unknown };
  await expect(to('other', 'absent')).rejects.toMatchObject({ ...inOther, code: 'TOPIC_NOT_FOUND' });
  await expect(to('gone')).rejects.toMatchObject({ code: 'CLUSTER_UNAVAILABLE', details: { cluster: 'gone' } });
  await expect(to('nowhere')).rejects.toMatchObject({ code: 'CLUSTER_NOT_FOUND' });
  const absent = new TransferFixture(consoleUnderTest, 'other').copy('absent', { target: 'named', targetCluster: 'local' });
  await expect(absent).rejects.toMatchObject({ ...inOther, code: 'TOPIC_NOT_FOUND' });

  await here.fill('named', [{ partition: 0, record: record(null, 'no key') }]);
  const result = await here.copied('named', { target: 'named-compacted', targetCluster: 'other' });
  expect(result).toMatchObject({ written: 10, failed: 1 });
  expect(result.failures).toMatchObject([{ code: 'INVALID_RECORD', message: expect.stringContaining('Other') as unknown }]);
});

test('a topic is not copied into itself through another name of its cluster', async () => {
  await here.create('self');
  await expect(here.copy('self', { target: 'self', targetCluster: 'again' })).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    field: 'target',
  });
});
