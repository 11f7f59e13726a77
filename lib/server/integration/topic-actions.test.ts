import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCoordinatorApi } from '@/broker/protocol/messages/find-coordinator';
import { offsetCommitApi } from '@/broker/protocol/messages/offset-commit';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { AlterConfigsRequest } from '@/lib/contracts/config';
import type { DeleteRecordsRequest } from '@/lib/contracts/topic-actions';
import { deleteRecords } from '../services/records/delete-records';
import { publish } from '../services/records/publish';
import { readPage } from '../services/records/read-page';
import { alterTopicConfigs } from '../services/topics/alter-topic-configs';
import { createTopic } from '../services/topics/create-topic';
import { deleteTopic } from '../services/topics/delete-topic';
import { describeTopic } from '../services/topics/describe-topic';
import { growTopic } from '../services/topics/grow-topic';
import { listTopicConfigs } from '../services/topics/list-topic-configs';
import { startTestConsole, type TestConsole } from './test-console';

const cluster = 'local';
let broker: TestBroker;
let consoleUnderTest: TestConsole;

beforeAll(async () => {
  broker = await startTestBroker({ properties: { 'group.initial.rebalance.delay.ms': '0' } });
  consoleUnderTest = startTestConsole(broker.bootstrapServers);
});

afterAll(async () => {
  consoleUnderTest.close();
  await broker.stop();
});

async function create(name: string, partitions = 1, configs: Record<string, string> = {}): Promise<void> {
  const { ctx } = consoleUnderTest;
  await createTopic({ ctx, input: { cluster, request: { name, partitions, replicationFactor: 1, configs } } });
}

async function write(
  topic: string,
  count: number,
  partitions: number,
  timestampMs = (index: number) => 1_700_000_000_000 + index,
) {
  const { ctx } = consoleUnderTest;
  const records = Array.from({ length: count }, (_, index) => ({
    value: String(index),
    partition: index % partitions,
    timestamp: timestampMs(index),
  }));
  await publish({ ctx, input: { cluster, topic, records, query: { compression: 'none', acks: 'all' } } });
}

async function commit(groupId: string, topic: string, partition: number, committedOffset: number): Promise<void> {
  const { client } = consoleUnderTest.ctx.runtime.cluster(cluster);
  const coordinator = async () =>
    (await client.sendAny(findCoordinatorApi, { key: groupId, keyType: 0, coordinatorKeys: [groupId] })).coordinators[0]
      ?.errorCode;
  await expect.poll(coordinator, { timeout: 10_000 }).toBe(0);
  const partitions = [{ partitionIndex: partition, committedOffset, committedMetadata: null }];
  const answer = async () => {
    const { topics } = await client.send(
      1,
      offsetCommitApi,
      { groupId, topics: [{ name: topic, partitions }] },
      { versionMax: 9 },
    );
    return topics[0]?.partitions[0]?.errorCode;
  };
  await expect.poll(answer, { timeout: 10_000 }).toBe(0);
}

const grow = (topic: string, partitions: number, dryRun = false) =>
  growTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic, request: { partitions }, dryRun } });
const remove = (topic: string, request: DeleteRecordsRequest, dryRun = false) =>
  deleteRecords({ ctx: consoleUnderTest.ctx, input: { cluster, topic, request, dryRun } });
const alter = (topic: string, request: Partial<AlterConfigsRequest>, dryRun = false) =>
  alterTopicConfigs({
    ctx: consoleUnderTest.ctx,
    input: { cluster, topic, request: { set: {}, reset: [], ...request }, dryRun },
  });
const describe = (topic: string) => describeTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic } });

test('a topic grows, and a dry run only says what that does to keys', async () => {
  await create('growing', 3);
  expect(await grow('growing', 6, true)).toMatchObject({ dryRun: true, before: 3, partitions: 6, movingKeyShare: 0.5 });
  expect((await describe('growing')).partitions).toHaveLength(3);
  expect(await grow('growing', 6)).toMatchObject({ dryRun: false, before: 3, partitions: 6 });
  const { partitions } = await describe('growing');
  expect(partitions.map(({ leader }) => leader)).toEqual([1, 1, 1, 1, 1, 1]);
  await expect(grow('growing', 6)).rejects.toMatchObject({ code: 'INVALID_PARTITIONS', field: 'partitions' });
  await expect(grow('growing', 1_000_000, true)).rejects.toMatchObject({ code: 'POLICY_VIOLATION' });
  await expect(grow('absent', 2)).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
});

test('a dry run says what goes and who has not read it; then exactly that goes', async () => {
  const { ctx } = consoleUnderTest;
  await create('emptying', 2);
  await write('emptying', 100, 2);
  await commit('slow', 'emptying', 0, 10);
  const plan = await remove('emptying', { before: 'end' }, true);
  expect(plan).toMatchObject({
    dryRun: true,
    countAtMost: '100',
    exact: true,
    groups: [{ groupId: 'slow', unreadAtMost: '40' }],
    partitions: [
      { partition: 0, start: '0', before: '50', end: '50', error: null },
      { partition: 1, start: '0', before: '50', end: '50', error: null },
    ],
  });
  await write('emptying', 10, 2);
  const before = `o:${plan.partitions.map((each) => `${each.partition}@${each.before}`).join(',')}`;
  expect(await remove('emptying', { before, topicId: plan.id })).toMatchObject({
    dryRun: false,
    countAtMost: '100',
    groups: null,
  });
  const { records } = await readPage({ ctx, input: { cluster, topic: 'emptying', query: { from: 'oldest' } } });
  expect(records.map(({ offset }) => offset).sort()).toEqual(['50', '50', '51', '51', '52', '52', '53', '53', '54', '54']);
  await commit('slow', 'emptying', 0, 55);
  expect(await remove('emptying', { before: 'end' }, true)).toMatchObject({ countAtMost: '10', groups: [] });
});

test('to an offset, to a time, of chosen partitions; an offset beyond the end is the end', async () => {
  await create('cutting', 2);
  await write('cutting', 40, 2);
  expect(await remove('cutting', { before: 't:1700000000011' }, true)).toMatchObject({
    partitions: [{ before: '6' }, { before: '5' }],
    countAtMost: '11',
  });
  expect(await remove('cutting', { before: 'o:7', p: '1' })).toMatchObject({
    partitions: [{ partition: 1, start: '0', before: '7' }],
    countAtMost: '7',
  });
  expect(await remove('cutting', { before: 'o:3' })).toMatchObject({ countAtMost: '3' });
  expect(await remove('cutting', { before: 'o:1@999' })).toMatchObject({
    partitions: [{ partition: 1, start: '7', before: '20', end: '20' }],
    countAtMost: '13',
  });
  expect((await describe('cutting')).partitions).toMatchObject([
    { logStartOffset: '3', highWatermark: '20' },
    { logStartOffset: '20', highWatermark: '20' },
  ]);
});

test('what cannot be emptied says why', async () => {
  await create('compacted', 1, { 'cleanup.policy': 'compact' });
  await expect(remove('compacted', { before: 'end' }, true)).rejects.toMatchObject({ code: 'TOPIC_COMPACTED' });
  await expect(remove('cutting', { before: 'newest' })).rejects.toMatchObject({ code: 'INVALID_REQUEST', field: 'before' });
  await expect(remove('cutting', { before: 'o:9@1' })).rejects.toMatchObject({ code: 'PARTITION_NOT_FOUND' });
  await expect(remove('__consumer_offsets', { before: 'end' })).rejects.toMatchObject({ code: 'TOPIC_INTERNAL' });
  await expect(grow('__consumer_offsets', 99)).rejects.toMatchObject({ code: 'TOPIC_INTERNAL' });
  await create('again');
  const { id } = await remove('again', { before: 'end' }, true);
  await deleteTopic({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'again' } });
  await create('again');
  await expect(remove('again', { before: 'end', topicId: id })).rejects.toMatchObject({ code: 'TOPIC_RECREATED' });
});

test('settings are set and reset together, checked first, and the one that is wrong is named', async () => {
  await create('settings');
  const set = { 'retention.ms': '60000', 'max.message.bytes': '2000' };
  const plan = await alter('settings', { set }, true);
  expect(plan.changes).toEqual([
    { name: 'max.message.bytes', before: '1048588', after: '2000' },
    { name: 'retention.ms', before: '604800000', after: '60000' },
  ]);
  const entry = async (name: string) => {
    const { configs } = await listTopicConfigs({ ctx: consoleUnderTest.ctx, input: { cluster, topic: 'settings' } });
    return configs.find((each) => each.name === name);
  };
  expect(await entry('retention.ms')).toMatchObject({ value: '604800000', source: 'default' });
  const { configs } = await alter('settings', { set });
  expect(configs.find(({ name }) => name === 'retention.ms')).toMatchObject({ value: '60000', source: 'topic' });
  expect(await alter('settings', { reset: ['retention.ms'] })).toMatchObject({
    changes: [{ name: 'retention.ms', before: '60000', after: '604800000' }],
  });
  expect(await entry('retention.ms')).toMatchObject({ value: '604800000', isDefault: true });
  expect(await entry('max.message.bytes')).toMatchObject({ value: '2000', isDefault: false });
  const wrong = { set: { 'retention.ms': '5', 'segment.ms': '-4' }, reset: ['max.message.bytes'] };
  await expect(alter('settings', wrong)).rejects.toMatchObject({ code: 'INVALID_CONFIG', field: 'segment.ms' });
  expect(await entry('max.message.bytes')).toMatchObject({ value: '2000' });
  await expect(alter('settings', { set: { 'no.such': '1' } })).rejects.toMatchObject({
    code: 'INVALID_CONFIG',
    field: 'no.such',
  });
  await expect(alter('settings', {})).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
});

test('a dry run says what a setting does to the records that are there', async () => {
  await create('effects');
  await write('effects', 20, 1, (index) => Date.now() - (20 - index) * 3_600_000);
  const effects = async (set: Record<string, string>) => (await alter('effects', { set }, true)).effects;
  expect(await effects({ 'retention.ms': String(5.5 * 3_600_000) })).toEqual([
    { config: 'retention.ms', kind: 'deletes-older', countAtMost: '15', bytes: null },
  ]);
  expect(await effects({ 'retention.ms': '-1' })).toEqual([]);
  expect(await effects({ 'retention.bytes': '100' })).toMatchObject([{ config: 'retention.bytes', kind: 'deletes-beyond' }]);
  expect(await effects({ 'cleanup.policy': 'compact', 'min.insync.replicas': '2' })).toMatchObject([
    { kind: 'compacts' },
    { kind: 'blocks-writes' },
  ]);
  expect(await effects({ 'unclean.leader.election.enable': 'true' })).toMatchObject([{ kind: 'may-lose' }]);
});
