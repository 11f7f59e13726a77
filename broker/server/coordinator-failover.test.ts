import { afterEach, expect, test } from 'vitest';
import { GroupCoordinator } from '../coordinator/group/group-coordinator';
import { defaultGroupConfig } from '../coordinator/group/group-config';
import { errorName } from '../protocol/error-codes';
import { client, commitRequest, joinRequest, topicLookup } from '../simulation/groups/group-fixture';
import { ReplicaCluster } from '../simulation/replication/replica-cluster';
import { SimRandom } from '../simulation/sim-random';
import { CoordinatorLog } from './coordinator-log';
import { GroupElections } from './group-elections';
import { consumerOffsetsTopic } from './internal-topics';

/** Groups whose log is replicated, and whose coordinators die. */
let cluster: ReplicaCluster;
const coordinators = new Map<number, GroupCoordinator>();

afterEach(async () => {
  for (const coordinator of coordinators.values()) coordinator.stop();
  coordinators.clear();
  expect(await cluster.stop()).toBe(0);
});

function coordinate(id: number): void {
  const node = cluster.node(id);
  const { clock } = cluster;
  const log = new CoordinatorLog({ replicaManager: node.replicaManager, clock, commitTimeoutMs: 5000 });
  const groupCoordinator = new GroupCoordinator({
    clock,
    timers: clock,
    random: new SimRandom(id),
    logger: node.logger,
    writer: log,
    loader: log,
    config: { ...defaultGroupConfig, initialRebalanceDelayMs: 0 },
    partitionCount: () => 1,
  });
  const elections = new GroupElections({ nodeId: id, groupCoordinator });
  node.onMetadata((image, delta) => elections.applyMetadata(image, delta));
  coordinators.set(id, groupCoordinator);
}

async function start(): Promise<void> {
  cluster = await ReplicaCluster.start();
  for (const id of [1, 2, 3]) coordinate(id);
  cluster.controller.createTopic(consumerOffsetsTopic, [1, 2, 3]);
  await cluster.run(10);
}

function coordinator(id: number): GroupCoordinator {
  const found = coordinators.get(id);
  if (found === undefined) throw new Error(`node ${id} coordinates nothing`);
  return found;
}

async function commit(id: number, offset: number): Promise<string> {
  const answer = coordinator(id).offsetCommit(commitRequest(offset), client(9), topicLookup);
  await cluster.run();
  return errorName((await answer).topics[0]?.partitions[0]?.errorCode ?? -1);
}

async function committed(id: number): Promise<number | string | undefined> {
  const groups = [{ groupId: 'g', memberId: null, memberEpoch: -1, topics: null }];
  const response = await coordinator(id).offsetFetch(
    { groupId: '', topics: null, groups, requireStable: false },
    client(8),
    topicLookup,
  );
  const group = response.groups?.[0];
  if (group?.errorCode !== 0) return errorName(group?.errorCode ?? -1);
  return group.topics?.[0]?.partitions?.[0]?.committedOffset;
}

async function failOver(from: number): Promise<void> {
  cluster.crash(from);
  cluster.controller.fail(from);
  await cluster.run(20);
}

test('committed offsets are found by the next coordinator, and again by the one after that', async () => {
  await start();
  expect(await commit(1, 5)).toBe('NONE');
  expect(await commit(2, 6)).toBe('NOT_COORDINATOR');
  await failOver(1);
  expect(await committed(2)).toBe(5);
  expect(await commit(2, 7)).toBe('NONE');
  await failOver(2);
  expect(await committed(3)).toBe(7);
});

test('a member carries on with the next coordinator in the same generation', async () => {
  await start();
  const joining = coordinator(1).joinGroup(joinRequest(), client(3));
  await cluster.run();
  const { memberId, generationId = -1 } = await joining;
  const assignments = [{ memberId, assignment: Buffer.from('all') }];
  const member = { groupId: 'g', memberId, generationId, groupInstanceId: null, protocolType: null, protocolName: null };
  const syncing = coordinator(1).syncGroup({ ...member, assignments }, client(3));
  await cluster.run();
  expect((await syncing).errorCode).toBe(0);
  await failOver(1);
  expect((await coordinator(2).heartbeat(member, client(3))).errorCode).toBe(0);
  const again = await coordinator(2).syncGroup({ ...member, assignments: [] }, client(3));
  expect(String(again.assignment)).toBe('all');
});

test('a new coordinator answers nothing that may not be committed', async () => {
  await start();
  expect(await commit(1, 5)).toBe('NONE');
  await cluster.run(20);
  cluster.network.cut(1, 3);
  cluster.network.cut(2, 3);
  const unheard = coordinator(1).offsetCommit(commitRequest(9), client(9), topicLookup);
  await cluster.run();
  cluster.crash(1);
  cluster.controller.change(consumerOffsetsTopic, { leader: 2, isr: [2, 3] });
  await cluster.run(100);
  expect(await committed(2)).toBe('COORDINATOR_LOAD_IN_PROGRESS');
  cluster.controller.fail(3);
  await cluster.run();
  expect(await committed(2)).toBe(9);
  expect((await unheard).topics[0]?.partitions[0]?.errorCode).not.toBe(0);
});

test('a commit that its coordinator cannot replicate is refused, and the group starts again from what is committed', async () => {
  await start();
  expect(await commit(1, 5)).toBe('NONE');
  await cluster.run(20);
  cluster.deafen(1);
  cluster.controller.change(consumerOffsetsTopic, { leader: 2 });
  await cluster.run(20);
  const stale = coordinator(1).offsetCommit(commitRequest(8), client(9), topicLookup);
  expect(await committed(2)).toBe(5);
  await cluster.run(5000);
  expect(errorName((await stale).topics[0]?.partitions[0]?.errorCode ?? -1)).toBe('COORDINATOR_NOT_AVAILABLE');
  await cluster.hear(1);
  await cluster.run(100);
  expect([await committed(1), await committed(2)]).toEqual(['NOT_COORDINATOR', 5]);
});
