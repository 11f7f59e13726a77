import { expect, test } from 'vitest';
import { errorName } from '../../protocol/error-codes';
import { describeGroupsApi } from '../../protocol/messages/describe-groups';
import { joinGroupApi } from '../../protocol/messages/join-group';
import { leaveGroupApi } from '../../protocol/messages/leave-group';
import { listGroupsApi } from '../../protocol/messages/list-groups';
import { offsetCommitApi } from '../../protocol/messages/offset-commit';
import { offsetFetchApi, type OffsetFetchRequest } from '../../protocol/messages/offset-fetch';
import { syncGroupApi } from '../../protocol/messages/sync-group';
import { settle } from '../../simulation/sim-clock';
import { SimRandom } from '../../simulation/sim-random';
import {
  client,
  commitRequest,
  groupFixture,
  joinRequest,
  topicIds,
  topicLookup,
  type GroupFixture,
} from '../../simulation/groups/group-fixture';

async function loaded(config: Parameters<typeof groupFixture>[0] = {}): Promise<GroupFixture> {
  const fixture = groupFixture(config);
  await fixture.coordinator.onElection(0, 1);
  return fixture;
}

const everything: OffsetFetchRequest = {
  groupId: 'g',
  topics: [{ name: 't', partitionIndexes: [0, 1] }],
  groups: [
    {
      groupId: 'g',
      memberId: null,
      memberEpoch: -1,
      topics: [{ name: 't', topicId: topicIds.get('t') ?? '', partitionIndexes: [0, 1] }],
    },
  ],
  requireStable: true,
};

const { min, max } = offsetFetchApi.request.versions;
const fetchVersions = Array.from({ length: max - min + 1 }, (_, index) => min + index);

test.each(fetchVersions)('OffsetFetch %i tells the committed offset and that nothing is committed', async (version) => {
  const { coordinator } = await loaded();
  await coordinator.offsetCommit(commitRequest(42, {}, 'note'), client(9), topicLookup);
  const response = await coordinator.offsetFetch(everything, client(version), topicLookup);
  const onTheWire = offsetFetchApi.response.decode(offsetFetchApi.response.encode(version, response), version);
  const [topic] = version >= 8 ? (onTheWire.groups[0]?.topics ?? []) : onTheWire.topics;
  expect(topic?.partitions).toMatchObject([
    { partitionIndex: 0, committedOffset: 42, metadata: 'note', errorCode: 0 },
    { partitionIndex: 1, committedOffset: -1, metadata: '', errorCode: 0 },
  ]);
});

test.each(fetchVersions)('OffsetFetch %i says where its version can that the coordinator is elsewhere', async (version) => {
  const { coordinator } = groupFixture();
  const response = await coordinator.offsetFetch(everything, client(version), topicLookup);
  const onTheWire = offsetFetchApi.response.decode(offsetFetchApi.response.encode(version, response), version);
  const code =
    version >= 8
      ? onTheWire.groups[0]?.errorCode
      : version >= 2
        ? onTheWire.errorCode
        : onTheWire.topics[0]?.partitions[0]?.errorCode;
  expect(errorName(code ?? 0)).toBe('NOT_COORDINATOR');
});

test.each([
  { title: 'by id', version: 10, topic: { topicId: topicIds.get('t') ?? '' }, expected: 'NONE' },
  { title: 'by an unknown id', version: 10, topic: { topicId: 'AAAAAAAAAAAAAAAAAAAACQ' }, expected: 'UNKNOWN_TOPIC_ID' },
  { title: 'by name', version: 9, topic: { name: 't' }, expected: 'NONE' },
  { title: 'to an unknown topic', version: 9, topic: { name: 'nope' }, expected: 'UNKNOWN_TOPIC_OR_PARTITION' },
])('OffsetCommit $version $title: $expected', async ({ version, topic, expected }) => {
  const { coordinator } = await loaded();
  const base = commitRequest(1);
  const [first] = base.topics;
  const topics = first === undefined ? [] : [{ ...first, name: '', ...topic }];
  const response = await coordinator.offsetCommit({ ...base, topics }, client(version), topicLookup);
  const onTheWire = offsetCommitApi.response.decode(offsetCommitApi.response.encode(version, response), version);
  expect(errorName(onTheWire.topics[0]?.partitions[0]?.errorCode ?? -1)).toBe(expected);
});

test('each partition of a commit is judged by itself', async () => {
  const { coordinator, log } = await loaded();
  const base = commitRequest(1);
  const partition = { committedOffset: 5, committedLeaderEpoch: -1, committedMetadata: null };
  const partitions = [
    { ...partition, partitionIndex: 3 },
    { ...partition, partitionIndex: 4 },
    { ...partition, partitionIndex: -1 },
    { ...partition, partitionIndex: 2, committedMetadata: 'x'.repeat(4_097) },
    { ...partition, partitionIndex: 1, committedMetadata: 'x'.repeat(4_096) },
  ];
  const request = { ...base, topics: base.topics.map((topic) => ({ ...topic, partitions })) };
  const response = await coordinator.offsetCommit(request, client(9), topicLookup);
  expect(response.topics[0]?.partitions.map((each) => errorName(each.errorCode))).toEqual([
    'NONE',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'UNKNOWN_TOPIC_OR_PARTITION',
    'OFFSET_METADATA_TOO_LARGE',
    'NONE',
  ]);
  expect(log.appended.length).toBe(2);
});

test('a commit larger than a batch is refused and leaves the shard as it was', async () => {
  const { coordinator } = await loaded({ batchBytesMax: 100 });
  const response = await coordinator.offsetCommit(commitRequest(1, {}, 'x'.repeat(200)), client(9), topicLookup);
  expect(errorName(response.topics[0]?.partitions[0]?.errorCode ?? 0)).toBe('INVALID_COMMIT_OFFSET_SIZE');
});

test('an old client may choose the retention of its offsets', async () => {
  const { coordinator, clock } = await loaded();
  coordinator.start();
  await coordinator.offsetCommit(commitRequest(1, { retentionTimeMs: 3_600_000 }), client(4), topicLookup);
  await clock.advance(3_000_000);
  expect((await coordinator.listGroups({ statesFilter: [], typesFilter: [] }, client(4))).groups).toHaveLength(1);
  await clock.advance(600_000);
  expect((await coordinator.listGroups({ statesFilter: [], typesFilter: [] }, client(4))).groups).toHaveLength(0);
  coordinator.stop();
  expect(clock.pendingTimers).toBe(0);
});

test('while a partition is loaded members are left alone and the others come again', async () => {
  const { coordinator } = groupFixture();
  const loading = coordinator.onElection(0, 1);
  const member = { groupId: 'g', generationId: 1, memberId: 'm', groupInstanceId: null };
  const sync = { ...member, protocolType: null, protocolName: null, assignments: [] };
  const answers = [
    coordinator.heartbeat(member, client(4)),
    coordinator.joinGroup(joinRequest(), client(5)),
    coordinator.syncGroup(sync, client(5)),
  ];
  const codes = (await Promise.all(answers)).map(({ errorCode }) => errorCode);
  await loading;
  expect(codes.map(errorName)).toEqual(['NONE', 'COORDINATOR_LOAD_IN_PROGRESS', 'REBALANCE_IN_PROGRESS']);
});

test('a log that cannot be read is tried again', async () => {
  const { coordinator, log, clock } = groupFixture();
  log.failNextLoad('KAFKA_STORAGE_ERROR');
  await coordinator.onElection(0, 1);
  const refused = await coordinator.joinGroup(joinRequest(), client(3));
  expect(errorName(refused.errorCode)).toBe('COORDINATOR_NOT_AVAILABLE');
  await clock.advance(1_000);
  expect((await coordinator.joinGroup(joinRequest(), client(3))).errorCode).toBe(0);
});

test.each([
  { filter: { statesFilter: [], typesFilter: [] }, count: 1 },
  { filter: { statesFilter: ['empty'], typesFilter: ['Classic'] }, count: 1 },
  { filter: { statesFilter: ['Stable'], typesFilter: [] }, count: 0 },
  { filter: { statesFilter: [], typesFilter: ['consumer'] }, count: 0 },
])('ListGroups $filter: $count', async ({ filter, count }) => {
  const { coordinator } = await loaded();
  await coordinator.offsetCommit(commitRequest(1), client(9), topicLookup);
  expect((await coordinator.listGroups(filter, client(5))).groups).toHaveLength(count);
});

test('OffsetDelete spares topics that the group reads', async () => {
  const { coordinator } = await loaded();
  const request = {
    groupId: 'g',
    topics: [{ name: 't', partitions: [{ partitionIndex: 0 }, { partitionIndex: 9 }] }],
  };
  const ask = async (): Promise<string[]> => {
    const { errorCode, topics } = await coordinator.offsetDelete(request, client(0), topicLookup);
    return [errorCode, ...(topics[0]?.partitions.map((each) => each.errorCode) ?? [])].map(errorName);
  };
  expect(await ask()).toEqual(['GROUP_ID_NOT_FOUND']);
  await coordinator.offsetCommit(commitRequest(1), client(9), topicLookup);
  expect(await ask()).toEqual(['NONE', 'NONE', 'UNKNOWN_TOPIC_OR_PARTITION']);
  const subscription = Buffer.from('0000' + '00000001' + '000174' + 'ffffffff', 'hex'); // version 0, topic t, no user data
  await coordinator.joinGroup(joinRequest({ protocols: [{ name: 'range', metadata: subscription }] }), client(3));
  expect(await ask()).toEqual(['NONE', 'GROUP_SUBSCRIBED_TO_TOPIC', 'UNKNOWN_TOPIC_OR_PARTITION']);
});

test('an OffsetDelete for a live group that is not of consumers is refused', async () => {
  const { coordinator } = await loaded();
  await coordinator.joinGroup(joinRequest({ protocolType: 'connect' }), client(3));
  const { errorCode } = await coordinator.offsetDelete({ groupId: 'g', topics: [] }, client(0), topicLookup);
  expect(errorName(errorCode)).toBe('NON_EMPTY_GROUP');
});

test('every answer can be written in every version', async () => {
  const { coordinator } = await loaded();
  for (let version = 0; version <= joinGroupApi.response.versions.max; version += 1) {
    const groupId = `group-${String(version)}`;
    const first = await coordinator.joinGroup(joinRequest({ groupId }), client(version));
    const request = joinRequest({ groupId, memberId: first.memberId });
    const joined = first.errorCode === 0 ? first : await coordinator.joinGroup(request, client(version));
    const refused = await coordinator.joinGroup(joinRequest({ groupId: '' }), client(version));
    for (const response of [first, joined, refused]) joinGroupApi.response.encode(version, response);
    const sync = { groupId, generationId: 1, memberId: joined.memberId, groupInstanceId: null };
    const assignments = [{ memberId: joined.memberId, assignment: Buffer.from('a') }];
    const synced = await coordinator.syncGroup({ ...sync, protocolType: null, protocolName: null, assignments }, client(5));
    expect(errorName(synced.errorCode)).toBe('NONE');
    syncGroupApi.response.encode(Math.min(version, 5), synced);
    const described = await coordinator.describeGroups(
      { groups: [groupId, 'x'], includeAuthorizedOperations: true },
      client(version),
    );
    describeGroupsApi.response.encode(Math.min(version, 6), described);
    const listed = await coordinator.listGroups({ statesFilter: [], typesFilter: [] }, client(version));
    listGroupsApi.response.encode(Math.min(version, 5), listed);
    const leave = {
      groupId,
      memberId: joined.memberId,
      members: [{ memberId: joined.memberId, groupInstanceId: null, reason: null }],
    };
    const leaveVersion = Math.min(version, 5);
    const left = await coordinator.leaveGroup(leave, client(leaveVersion));
    const wire = leaveGroupApi.response.decode(leaveGroupApi.response.encode(leaveVersion, left), leaveVersion);
    expect([wire.errorCode, wire.members.length]).toEqual([0, leaveVersion < 3 ? 0 : 1]);
  }
});

/** Goal: what a coordinator knows is what the log says. Method: random requests, then a second coordinator over the same log. */
test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('replay gives what was in memory (seed %i)', async (seed) => {
  const fixture = await loaded();
  const { coordinator, clock, log } = fixture;
  const random = new SimRandom(seed);
  const members: { groupId: string; memberId: string; generationId: number }[] = [];
  coordinator.start();
  for (let step = 0; step < 300; step += 1) {
    const groupId = `g${String(random.integer(4))}`;
    const member = members[random.integer(members.length + 1)];
    const known = { groupId, memberId: 'nobody', generationId: -1, groupInstanceId: null, ...member };
    switch (random.integer(7)) {
      case 0: {
        void coordinator.joinGroup(joinRequest({ groupId, rebalanceTimeoutMs: 20_000 }), client(3)).then((response) => {
          if (response.errorCode !== 0) return;
          members.push({ groupId, memberId: response.memberId, generationId: response.generationId ?? -1 });
        });
        break;
      }
      case 1: {
        const request = joinRequest({ groupId: known.groupId, memberId: known.memberId, rebalanceTimeoutMs: 20_000 });
        void coordinator.joinGroup(request, client(3)).then((response) => {
          if (member !== undefined) member.generationId = response.generationId ?? -1;
        });
        break;
      }
      case 2: {
        const assignments = [{ memberId: known.memberId, assignment: Buffer.from(String(step)) }];
        void coordinator.syncGroup({ ...known, protocolType: null, protocolName: null, assignments }, client(5));
        break;
      }
      case 3:
        void coordinator.offsetCommit(
          commitRequest(step, {
            groupId: known.groupId,
            memberId: member?.memberId ?? '',
            generationIdOrMemberEpoch: known.generationId,
          }),
          client(9),
          topicLookup,
        );
        break;
      case 4:
        void coordinator.leaveGroup({ ...known, members: [] }, client(2));
        break;
      case 5:
        void coordinator.deleteGroups({ groupsNames: [groupId] }, client(2));
        break;
      default:
        await clock.advance(random.integer(4_000));
    }
    await settle();
  }
  await clock.advance(60_000); // every session ends: nothing is half done
  const second = groupFixture();
  for (const { key, value } of log.appended)
    await second.log.append({ topic: '__consumer_offsets', partition: 0 }, [{ key, value }]);
  await second.coordinator.onElection(0, 1);
  const view = async ({ coordinator: each }: GroupFixture): Promise<unknown> => ({
    listed: (await each.listGroups({ statesFilter: [], typesFilter: [] }, client(5))).groups
      .map((group) => `${group.groupId} ${group.protocolType} ${group.groupState ?? ''}`)
      .sort(),
    offsets: await each.offsetFetch(
      {
        ...everything,
        groups: ['g0', 'g1', 'g2', 'g3'].map((groupId) => ({ groupId, memberId: null, memberEpoch: -1, topics: null })),
      },
      client(8),
      topicLookup,
    ),
  });
  const inMemory = await view(fixture);
  expect(JSON.stringify(inMemory)).toContain('Empty');
  expect(await view(second)).toEqual(inMemory);
  coordinator.stop();
});
