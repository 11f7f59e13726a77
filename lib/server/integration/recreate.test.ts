import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorCodes } from '@/broker/protocol/error-codes';
import { createTopicsApi } from '@/broker/protocol/messages/create-topics';
import { deleteTopicsApi } from '@/broker/protocol/messages/delete-topics';
import { findCoordinatorApi } from '@/broker/protocol/messages/find-coordinator';
import { offsetCommitApi } from '@/broker/protocol/messages/offset-commit';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { ServiceContext } from '../service-context';
import { ServiceError } from '../service-error';
import { publish } from '../services/records/publish';
import { createTopic } from '../services/topics/create-topic';
import { deleteTopic } from '../services/topics/delete-topic';
import { describeTopic } from '../services/topics/describe-topic';
import { listTopicConfigs } from '../services/topics/list-topic-configs';
import { listTopics } from '../services/topics/list-topics';
import { recreateTopic } from '../services/topics/recreate-topic';
import { LimitedGateway } from './limited-gateway';
import { startTestConsole, type TestConsole } from './test-console';

/** Goal: nothing of a topic is lost but what was said, also when the cluster does not do its part half-way. */

const cluster = 'local';
const configs = { 'retention.ms': '3600000', 'cleanup.policy': 'compact,delete' };
let broker: TestBroker;
let direct: TestConsole;
let gateway: LimitedGateway | undefined;
let limited: TestConsole | undefined;

beforeAll(async () => {
  broker = await startTestBroker({ properties: { 'group.initial.rebalance.delay.ms': '0' } });
  direct = startTestConsole(broker.bootstrapServers);
});

afterEach(async () => {
  limited?.close();
  await gateway?.close();
});

afterAll(async () => {
  direct.close();
  await broker.stop();
});

async function make(name: string, partitions = 3): Promise<void> {
  const { ctx } = direct;
  await createTopic({ ctx, input: { cluster, request: { name, partitions, replicationFactor: 1, configs } } });
  const records = Array.from({ length: 6 }, (_, index) => ({ key: 'k', value: 'v', partition: index % partitions }));
  await publish({ ctx, input: { cluster, topic: name, records, query: { compression: 'none', acks: 'all' } } });
}

/** The error code that the coordinator answers. */
async function commit(groupId: string, topic: string): Promise<number | undefined> {
  const { client } = direct.ctx.runtime.cluster(cluster);
  const partitions = [{ partitionIndex: 0, committedOffset: 2, committedMetadata: null }];
  const request = { groupId, topics: [{ name: topic, partitions }] };
  const answer = await client.send(1, offsetCommitApi, request, { versionMax: 9 });
  return answer.topics[0]?.partitions[0]?.errorCode;
}

async function committed(groupId: string, topic: string): Promise<void> {
  const { client } = direct.ctx.runtime.cluster(cluster);
  const find = { key: groupId, keyType: 0, coordinatorKeys: [groupId] };
  const coordinator = async () => (await client.sendAny(findCoordinatorApi, find)).coordinators[0]?.errorCode;
  await expect.poll(coordinator, { timeout: 10_000 }).toBe(0);
  await expect.poll(() => commit(groupId, topic), { timeout: 10_000 }).toBe(0);
}

const recreate = (topic: string, dryRun = false, { ctx } = direct, topicId?: string) =>
  recreateTopic({ ctx, input: { cluster, topic, dryRun, request: topicId === undefined ? {} : { topicId } } });
const describe = (topic: string) => describeTopic({ ctx: direct.ctx, input: { cluster, topic } });

async function ownConfigs(topic: string): Promise<Record<string, string | null>> {
  const listed = await listTopicConfigs({ ctx: direct.ctx, input: { cluster, topic } });
  return Object.fromEntries(listed.configs.filter(({ source }) => source === 'topic').map(({ name, value }) => [name, value]));
}

/** Creates as the hook says: each request to create gets what it answers for its place among them; undefined goes to the broker. */
class CreatesAnswered extends Map<number, number> {
  readonly #answer: (index: number) => number | undefined;
  #asked = 0;

  constructor(answer: (index: number) => number | undefined) {
    super();
    this.#answer = answer;
  }

  override get(key: number): number | undefined {
    return key === createTopicsApi.key ? this.#answer(this.#asked++) : undefined;
  }
}

async function behind(answer: (index: number) => number | undefined): Promise<TestConsole> {
  gateway = await LimitedGateway.start(broker.bootstrapServers, { refused: new CreatesAnswered(answer) });
  limited = startTestConsole(gateway.bootstrapServers);
  return limited;
}

test('a dry run changes nothing and says what goes and what comes; then it is done', async () => {
  await make('orders');
  await committed('billing', 'orders');
  const before = await describe('orders');
  const plan = await recreate('orders', true);
  expect(plan).toMatchObject({
    id: before.id,
    dryRun: true,
    partitions: 3,
    replicationFactor: 1,
    placementRefused: null,
    configs,
    configsUnread: [],
    isChecked: true,
    messageCount: '6',
    groups: [{ groupId: 'billing', hasCommitted: true, isReading: false }],
    brokersMissing: [],
  });
  expect(plan.deleteCommand).toBe(`ottla topics --bootstrap-server ${broker.bootstrapServers} \\\n  --delete --topic orders`);
  expect(plan.createCommand).toBe(
    [
      `ottla topics --bootstrap-server ${broker.bootstrapServers}`,
      '--create --topic orders',
      '--replica-assignment 1,1,1',
      "--config 'cleanup.policy=compact,delete'",
      "--config 'retention.ms=3600000'",
    ].join(' \\\n  '),
  );
  expect((await describe('orders')).id).toBe(before.id);
  const { topics } = await listTopics({ ctx: direct.ctx, input: { cluster, query: listQuery } });
  expect(
    topics.map(({ name }) => name),
    'the check leaves no topic behind',
  ).toEqual(['orders']);

  const done = await recreate('orders', false, direct, plan.id);
  expect(done).toMatchObject({ dryRun: false, messageCount: '6', groups: [] });
  expect(done.id).not.toBe(before.id);
  const after = await describe('orders');
  expect(after).toMatchObject({ id: done.id, messageCount: '0', replicationFactor: 1 });
  expect(
    after.partitions.map(({ logStartOffset, highWatermark, replicas }) => [logStartOffset, highWatermark, replicas]),
  ).toEqual(Array.from({ length: 3 }, () => ['0', '0', [1]]));
  expect(await ownConfigs('orders')).toEqual(configs);
  await expect(recreate('orders', false, direct, plan.id)).rejects.toMatchObject({ code: 'TOPIC_RECREATED' });
  expect((await describe('orders')).id).toBe(done.id);
});

const listQuery = { q: 'orders', internal: false, sort: 'name', page: 1, pageSize: 50 } as const;

test('a group that commits on while the topic is recreated is named: its offset lies past the end', async () => {
  await make('running');
  await committed('stubborn', 'running');
  const state = { isDone: false };
  const work = recreate('running').finally(() => (state.isDone = true));
  const answers = new Set<number | undefined>();
  while (!state.isDone) answers.add(await commit('stubborn', 'running'));
  expect(answers, 'of a topic that is away no offset is taken').toEqual(
    new Set([errorCodes.NONE, errorCodes.UNKNOWN_TOPIC_OR_PARTITION]),
  );
  expect(await work).toMatchObject({ groups: [{ groupId: 'stubborn', hasCommitted: true }] });
});

test.each(['__consumer_offsets', 'absent'])('%s is not recreated, nor tried', async (topic) => {
  await committed('any', 'orders');
  const code = topic === 'absent' ? 'TOPIC_NOT_FOUND' : 'TOPIC_INTERNAL';
  for (const dryRun of [true, false]) await expect(recreate(topic, dryRun)).rejects.toMatchObject({ code });
});

test('what the cluster would refuse is said while the topic is still there', async () => {
  await make('checked');
  const { id } = await describe('checked');
  const console = await behind(() => errorCodes.POLICY_VIOLATION);
  for (const dryRun of [true, false])
    await expect(recreate('checked', dryRun, console)).rejects.toMatchObject({ code: 'POLICY_VIOLATION' });
  expect((await describe('checked')).id).toBe(id);
});

test('a cluster that places replicas itself does so, and that is said', async () => {
  await make('placed');
  const console = await behind((index) => (index === 0 || index === 2 ? errorCodes.INVALID_REPLICA_ASSIGNMENT : undefined));
  const plan = await recreate('placed', true, console);
  expect(plan).toMatchObject({ placementRefused: { code: 'INVALID_REPLICAS' }, partitions: 3, replicationFactor: 1 });
  expect(plan.createCommand).toContain('--partitions 3 --replication-factor 1');
  expect(await recreate('placed', false, console)).toMatchObject({ placementRefused: { code: 'INVALID_REPLICAS' } });
  expect((await describe('placed')).partitions).toHaveLength(3);
});

test('a broker that goes away after the check does not cost the topic', async () => {
  await make('moved');
  const console = await behind((index) => (index === 1 ? errorCodes.INVALID_REPLICA_ASSIGNMENT : undefined));
  expect(await recreate('moved', false, console)).toMatchObject({ placementRefused: { code: 'INVALID_REPLICAS' } });
  expect((await describe('moved')).partitions).toHaveLength(3);
  expect(await ownConfigs('moved')).toEqual(configs);
});

test('a name that is not free at once is waited for', async () => {
  await make('waiting');
  const console = await behind((index) => (index > 0 && index < 4 ? errorCodes.TOPIC_ALREADY_EXISTS : undefined));
  const { id } = await describe('waiting');
  expect((await recreate('waiting', false, console)).id).not.toBe(id);
  expect(await ownConfigs('waiting')).toEqual(configs);
});

async function failureOf(work: Promise<unknown>): Promise<ServiceError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ServiceError) return error;
  throw new Error('it did not fail as it should', { cause: error });
}

test('a topic that is gone and was not made again is given back as a command', async () => {
  await make('lost');
  const console = await behind((index) => (index === 0 ? undefined : errorCodes.TOPIC_AUTHORIZATION_FAILED));
  const { createCommand } = await recreate('lost', true, direct);
  const error = await failureOf(recreate('lost', false, console));
  expect(error).toMatchObject({
    code: 'TOPIC_NOT_RECREATED',
    retriable: false,
    details: { topic: 'lost', reason: 'NOT_AUTHORIZED', partitions: 3, replicationFactor: 1, assignment: '1,1,1' },
  });
  expect(JSON.parse(String(error.details['configs']))).toEqual(configs);
  const byGateway = createCommand.replace(broker.bootstrapServers, gateway?.bootstrapServers ?? '');
  expect(error.details['command']).toBe(byGateway);
  expect(error.message).toContain(byGateway);
  await expect(describe('lost')).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' });
});

test('a topic that a program makes meanwhile is not taken for the one that was wanted', async () => {
  await make('contested');
  let others: Promise<unknown> = Promise.resolve();
  const console = await behind((index) => {
    if (index === 0) return undefined;
    if (index === 1) others = makeOther(direct.ctx, 'contested');
    return errorCodes.TOPIC_ALREADY_EXISTS;
  });
  const error = await failureOf(recreate('contested', false, console));
  await others;
  expect(error).toMatchObject({ code: 'TOPIC_NOT_RECREATED', details: { reason: 'TOPIC_EXISTS' } });
  expect((await describe('contested')).partitions).toHaveLength(1);
});

function makeOther(ctx: ServiceContext, name: string): Promise<unknown> {
  return createTopic({ ctx, input: { cluster, request: { name, partitions: 1, replicationFactor: 1 } } });
}

test('a refused deletion leaves the topic as it is, and says so', async () => {
  await make('kept');
  const { id } = await describe('kept');
  gateway = await LimitedGateway.start(broker.bootstrapServers, { refused: new Map([[20, errorCodes.TOPIC_DELETION_DISABLED]]) });
  limited = startTestConsole(gateway.bootstrapServers);
  await expect(recreate('kept', false, limited)).rejects.toMatchObject({ code: 'TOPIC_DELETION_DISABLED' });
  expect((await describe('kept')).id).toBe(id);
  await deleteTopic({ ctx: direct.ctx, input: { cluster, topic: 'kept' } });
});

/** Nobody answers from the deletion on. */
class GoneAtDeletion extends Map<number, number> {
  override get(key: number): undefined {
    if (key === deleteTopicsApi.key) void gateway?.close();
    return undefined;
  }
}

test('where nobody answers any more a topic is not said to be gone', async () => {
  await make('unknown');
  const { id } = await describe('unknown');
  gateway = await LimitedGateway.start(broker.bootstrapServers, { refused: new GoneAtDeletion() });
  limited = startTestConsole(gateway.bootstrapServers);
  await expect(recreate('unknown', false, limited)).rejects.toMatchObject({ code: 'CLUSTER_UNAVAILABLE' });
  expect((await describe('unknown')).id).toBe(id);
  await deleteTopic({ ctx: direct.ctx, input: { cluster, topic: 'unknown' } });
});
