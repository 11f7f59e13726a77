import { expect, test } from 'vitest';
import type { Api } from '../protocol/schema/message';
import type { Fields } from '../protocol/schema/struct';
import { includes, parseVersions } from '../protocol/schema/versions';
import { topicsRequest } from '../simulation/metadata/controller-fixture';
import { PeerNode, SimNetwork } from '../simulation/interbroker/peer-node';
import { settle } from '../simulation/sim-clock';
import { forwardedApis } from './forwarded-apis';

/** Three nodes, the first of which leads the quorum and has itself as a live broker. */
async function cluster(leaderId = 1) {
  const network = new SimNetwork();
  network.log.elect(leaderId);
  const nodes = [await PeerNode.start(network, 1), await PeerNode.start(network, 2), await PeerNode.start(network, 3)] as const;
  await nodes[0].serve();
  return { network, clock: network.clock, log: network.log, nodes };
}

function create(node: PeerNode, name: string, timeoutMs = 60_000) {
  return node.channel.createTopics({ ...topicsRequest([{ name }]), timeoutMs });
}

test('an answer comes when this broker shows what the controller elsewhere decided', async () => {
  const { nodes } = await cluster();
  const [, other] = nodes;
  expect((await create(other, 'a')).topics).toMatchObject([{ name: 'a', errorCode: 0 }]);
  expect(other.image.topicsByName.has('a')).toBe(true);
  expect((await create(other, 'a')).topics).toMatchObject([{ name: 'a', errorCode: 36 }]);
});

test('so it is where the controller is on the same node', async () => {
  const { nodes } = await cluster();
  expect((await create(nodes[0], 'a')).topics).toMatchObject([{ name: 'a', errorCode: 0 }]);
  expect(nodes[0].image.topicsByName.has('a')).toBe(true);
});

test('a broker that is behind answers late, and not never', async () => {
  const { nodes, clock } = await cluster();
  const [, other] = nodes;
  other.view.hold();
  let answered = false;
  const creating = create(other, 'a').then(({ topics }) => {
    answered = true;
    return topics[0]?.errorCode;
  });
  await clock.advance(900);
  expect(answered).toBe(false);
  await clock.advance(200);
  expect(await creating).toBe(0);

  const again = create(other, 'b');
  await settle();
  await other.view.release();
  await again;
  expect(other.image.topicsByName.has('b')).toBe(true);
});

test('a request waits until somebody leads', async () => {
  const { nodes, clock, log } = await cluster();
  log.elect(-1);
  const creating = create(nodes[1], 'a');
  await clock.advance(3000);
  log.elect(3);
  expect((await creating).topics).toMatchObject([{ errorCode: 0 }]);
});

test('a request at a leader that is no longer one goes to the next', async () => {
  const { nodes, clock, log } = await cluster();
  await nodes[0].kill();
  const creating = create(nodes[1], 'a');
  await clock.advance(100);
  log.elect(2);
  expect((await creating).topics[0]).toMatchObject({ name: 'a' });

  // Node 3 is frozen: it takes the request and says nothing until there is a new leader.
  log.elect(3);
  nodes[2].machine.transport.sockets.forEach((socket) => socket.pause());
  const waiting = create(nodes[1], 'b');
  await clock.advance(900);
  log.elect(2);
  expect((await waiting).topics[0]).toMatchObject({ name: 'b' });
});

test('when nobody leads in time, the refusal says so', async () => {
  const { nodes, clock, log } = await cluster();
  log.elect(-1);
  const startedMs = clock.monotonicMs();
  const failing = create(nodes[1], 'a', 4000).catch((error: unknown) => error);
  await clock.advance(4000);
  expect(await failing).toMatchObject({
    errorName: 'REQUEST_TIMED_OUT',
    message: 'The controller did not answer in 4000 ms. Nobody leads the metadata quorum.',
  });
  expect(clock.monotonicMs() - startedMs).toBe(4000);

  const patient = create(nodes[1], 'a').catch((error: unknown) => error);
  await clock.advance(20_000);
  expect(await patient).toMatchObject({ errorName: 'REQUEST_TIMED_OUT' });
});

test('a broker that stops refuses what waits and what comes', async () => {
  const { nodes, log } = await cluster();
  log.elect(-1);
  const waiting = create(nodes[1], 'a').catch((error: unknown) => error);
  await settle();
  nodes[1].channel.close();
  expect(await waiting).toMatchObject({ errorName: 'BROKER_NOT_AVAILABLE' });
  await expect(create(nodes[1], 'a')).rejects.toMatchObject({ errorName: 'BROKER_NOT_AVAILABLE' });
});

test('every request of a client goes the same way', async () => {
  const { nodes } = await cluster();
  const [, { channel }] = nodes;
  await create(nodes[1], 'a');
  await create(nodes[1], 'b');
  const timeoutMs = 1000;
  const resource = { resourceType: 2, resourceName: 'a', configs: [{ name: 'retention.ms', configOperation: 0, value: '7' }] };
  const altered = await channel.incrementalAlterConfigs({ resources: [resource], validateOnly: false });
  expect(altered.responses).toMatchObject([{ errorCode: 0, resourceName: 'a' }]);
  const replaced = { resourceType: 2, resourceName: 'a', configs: [{ name: 'retention.ms', value: '8' }] };
  expect((await channel.alterConfigs({ resources: [replaced], validateOnly: false })).responses).toMatchObject([
    { errorCode: 0 },
  ]);
  expect(nodes[1].image.configs({ type: 'topic', name: 'a' }).get('retention.ms')).toBe('8');

  const grown = await channel.createPartitions({
    topics: [{ name: 'a', count: 2, assignments: null }],
    timeoutMs,
    validateOnly: false,
  });
  expect(grown.results).toMatchObject([{ name: 'a', errorCode: 0 }]);
  const elected = await channel.electLeaders({
    electionType: 0,
    topicPartitions: [{ topic: 'a', partitions: [0] }],
    timeoutMs,
  });
  expect(elected.replicaElectionResults).toMatchObject([{ partitionResult: [{ errorCode: 84 }] }]);
  const moved = await channel.alterPartitionReassignments({ timeoutMs, allowReplicationFactorChange: true, topics: [] });
  expect(moved.errorCode).toBe(0);
  expect(await channel.listPartitionReassignments({ timeoutMs, topics: null })).toMatchObject({ errorCode: 0, topics: [] });
  expect(await channel.unregisterBroker({ brokerId: 9 })).toMatchObject({ errorCode: 102 });
  const quorum = await channel.describeQuorum({
    topics: [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }],
  });
  expect(quorum.topics[0]?.partitions[0]).toMatchObject({ errorCode: 0, leaderId: 1 });

  const byName = await channel.deleteTopics({ topics: [], topicNames: ['a'], timeoutMs });
  expect(byName.responses).toMatchObject([{ name: 'a', errorCode: 0 }]);
  const topicId = nodes[1].image.topicsByName.get('b')?.id ?? '';
  const byId = await channel.deleteTopics({ topics: [{ name: null, topicId }], topicNames: [], timeoutMs });
  expect(byId.responses).toMatchObject([{ name: 'b', errorCode: 0 }]);
  expect(nodes[1].image.topicsByName.size).toBe(0);
});

test('what brokers ask on their own account is answered to them alone', async () => {
  const { nodes } = await cluster();
  const [, second] = nodes;
  const lifecycle = await second.serve();
  expect(lifecycle.brokerEpoch).toBeGreaterThan(0);
  expect(await lifecycle.allocateProducerIds()).toEqual({ firstId: 0, length: 1000 });
  const stranger = { brokerId: 3, brokerEpoch: lifecycle.brokerEpoch };
  expect((await second.channel.allocateProducerIds(stranger)).errorCode).toBe(31);
  expect((await second.channel.alterPartition({ ...stranger, topics: [] })).errorCode).toBe(31);
  const own = { brokerId: 2, brokerEpoch: lifecycle.brokerEpoch };
  expect((await second.channel.alterPartition({ ...own, topics: [] })).errorCode).toBe(0);
  expect((await second.channel.alterPartition({ ...own, brokerEpoch: 0, topics: [] })).errorCode).toBe(77);
});

test('nothing of a forwarded request is lost by translating it into the newest version', () => {
  // The channel itself moves the names of DeleteTopics into the newer list.
  const moved = new Set(['topicNames']);
  const apis: readonly { readonly api: Api<Fields, Fields> }[] = Object.values(forwardedApis);
  for (const { api } of apis) {
    for (const { versions, fields } of [api.request, api.response]) {
      const lost = Object.entries(fields).filter(([, { versions: range }]) => !includes(parseVersions(range), versions.max));
      expect(lost.map(([name]) => name).filter((name) => !moved.has(name))).toEqual([]);
    }
  }
});
