import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeAssignment } from '../../../client/consumer-protocol-bytes';
import { consumerGroupDescribeApi } from '../../../protocol/messages/consumer-group-describe';
import { describeGroupsApi } from '../../../protocol/messages/describe-groups';
import { findCoordinatorApi } from '../../../protocol/messages/find-coordinator';
import { listGroupsApi } from '../../../protocol/messages/list-groups';
import { listOffsetsApi } from '../../../protocol/messages/list-offsets';
import { offsetFetchApi } from '../../../protocol/messages/offset-fetch';
import { zeroUuid } from '../../../protocol/primitives/uuid';
import { ScriptedCluster } from '../../../simulation/scripted-cluster';
import { outcomeOf, toolPlatform } from '../tool-fixture';
import { consumerGroups } from './consumer-groups';

/** Group `a` is coordinated by broker 1 and `b` by broker 2, until broker 3 takes `b` over. */
let cluster: ScriptedCluster;
let coordinatorOf: Map<string, number>;

beforeEach(async () => {
  cluster = await ScriptedCluster.start(toolPlatform.transport, 3);
  coordinatorOf = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const partition = { errorCode: 0, leaderId: 1, replicaNodes: [1], isrNodes: [1] };
  const topic = { errorCode: 0, name: 't', partitions: [0, 1].map((partitionIndex) => ({ ...partition, partitionIndex })) };
  cluster.topics = [topic];
  for (const [index, broker] of cluster.brokers.entries()) {
    const isMine = (group: string): boolean => coordinatorOf.get(group) === index + 1;
    broker.on(findCoordinatorApi, ({ coordinatorKeys }) => ({
      throttleTimeMs: 0,
      coordinators: coordinatorKeys.map((key) => {
        const nodeId = coordinatorOf.get(key) ?? -1;
        return { key, nodeId, host: '127.0.0.1', port: cluster.broker(nodeId).port, errorCode: 0, errorMessage: null };
      }),
    }));
    broker.on(listGroupsApi, () => ({
      throttleTimeMs: 0,
      errorCode: 0,
      groups: [...coordinatorOf.keys()]
        .filter(isMine)
        .map((groupId) => ({ groupId, protocolType: 'consumer', groupState: 'Stable', groupType: 'classic' })),
    }));
    broker.on(describeGroupsApi, ({ groups }) => ({
      throttleTimeMs: 0,
      groups: groups.map((groupId) => ({
        errorCode: isMine(groupId) ? 0 : 16,
        groupId,
        groupState: groupId === 'b' ? 'PreparingRebalance' : 'Stable',
        protocolType: 'consumer',
        protocolData: 'range',
        members: [
          {
            memberId: `${groupId}-member`,
            groupInstanceId: groupId === 'b' ? 'static' : null,
            clientId: 'client',
            clientHost: '/127.0.0.1',
            memberMetadata: Buffer.alloc(0),
            memberAssignment: encodeAssignment([{ topic: 't', partition: 0 }]),
          },
        ],
      })),
    }));
    broker.on(offsetFetchApi, ({ groups }) => ({
      throttleTimeMs: 0,
      groups: groups.map(({ groupId }) => ({
        groupId,
        topics: [
          {
            name: 't',
            partitions: [0, 1].map((partitionIndex) => ({
              partitionIndex,
              committedOffset: 5,
              committedLeaderEpoch: 2,
              metadata: '',
              errorCode: 0,
            })),
          },
        ],
      })),
    }));
    broker.on(listOffsetsApi, ({ topics }) => ({
      throttleTimeMs: 0,
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode: 0, timestamp: -1, offset: 9 })),
      })),
    }));
  }
});
afterEach(async () => {
  await cluster.stop();
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(consumerGroups, cluster.bootstrapServers, args);

test('each group is described by its coordinator', async () => {
  const [code, stdout, stderr] = await run('--describe', '--all-groups', '--state');
  expect([code, stderr]).toEqual([0, "\nWarning: Consumer group 'b' is rebalancing.\n"]);
  const coordinators = [...stdout.matchAll(/\((\d)\)/g)].map(([, id]) => id);
  expect(coordinators).toEqual(['1', '2']);
});

test('a partition without a leader has no end, and one that nobody reads no member', async () => {
  cluster.topics = cluster.topics.map((topic) => ({
    ...topic,
    partitions: topic.partitions.map((partition) => ({ ...partition, leaderId: partition.partitionIndex === 0 ? -1 : 1 })),
  }));
  const [code, stdout] = await run('--describe', '--group', 'a', '--verbose');
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(2)).toEqual([
    'a               t               0          2               5               -               -               a-member        /127.0.0.1      client',
    'a               t               1          2               5               9               4               -               -               -',
    '',
  ]);
});

test('static members have a column of their own', async () => {
  const [, stdout] = await run('--describe', '--group', 'b', '--members');
  expect(stdout).toBe(
    '\nGROUP           CONSUMER-ID     GROUP-INSTANCE-ID HOST            CLIENT-ID       #PARTITIONS     \n' +
      'b               b-member        static            /127.0.0.1      client          1               \n',
  );
});

test('a group of the consumer protocol shows epochs, targets, and who is upgraded', async () => {
  const at = (partition: number) => ({ topicPartitions: [{ topicId: zeroUuid, topicName: 't', partitions: [partition] }] });
  const member = (memberId: string, memberType: number, partition: number) => ({
    memberId,
    memberEpoch: 7,
    clientId: 'client',
    clientHost: '/127.0.0.1',
    subscribedTopicNames: ['t'],
    assignment: at(partition),
    targetAssignment: at(1),
    memberType,
  });
  cluster.broker(1).on(consumerGroupDescribeApi, ({ groupIds }) => ({
    throttleTimeMs: 0,
    groups: groupIds.map((groupId) => ({
      errorCode: 0,
      groupId,
      groupState: 'Reconciling',
      groupEpoch: 8,
      assignmentEpoch: 7,
      assignorName: 'uniform',
      members: [member('old', 0, 0), member('new', 1, 1)],
    })),
  }));
  expect(await run('--describe', '--group', 'a', '--members', '--verbose')).toEqual([
    0,
    '\nGROUP           CONSUMER-ID     HOST            CLIENT-ID       #PARTITIONS     CURRENT-EPOCH   CURRENT-ASSIGNMENT   TARGET-EPOCH    TARGET-ASSIGNMENT    UPGRADED\n' +
      'a               old             /127.0.0.1      client          1               7               t:0                  7               t:1                  false\n' +
      'a               new             /127.0.0.1      client          1               7               t:1                  7               t:1                  true\n',
    "\nWarning: Consumer group 'a' is rebalancing.\n",
  ]);
  const [, state] = await run('--describe', '--group', 'a', '--state', '--verbose');
  expect(state.split('\n')[2]).toMatch(/^a .* uniform +Reconciling +8 {15}7 {25}2$/);
});

test('a broker that died: its groups are found where they went', async () => {
  await cluster.broker(2).stop();
  let isNoticed = false;
  const listing = run('--list').then((outcome) => {
    isNoticed = true;
    return outcome;
  });
  await expect.poll(() => cluster.broker(1).requests.filter(({ api }) => api === 'ListGroups').length).toBeGreaterThan(1);
  expect(isNoticed).toBe(false);
  cluster.fenced.add(2);
  coordinatorOf.set('b', 3);
  expect(await listing).toEqual([0, 'a\nb\n', '']);
  const [code, stdout] = await run('--describe', '--group', 'b', '--state');
  expect([code, /\((\d)\)/.exec(stdout)?.[1]]).toEqual([0, '3']);
});
