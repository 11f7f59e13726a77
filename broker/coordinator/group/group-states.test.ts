import { expect, test } from 'vitest';
import { errorName, type ErrorName } from '../../protocol/error-codes';
import { GroupScript } from '../../simulation/groups/group-script';
import { client, commitRequest, groupFixture, joinRequest } from '../../simulation/groups/group-fixture';
import { ClassicGroup } from './classic-group';
import { heartbeat } from './heartbeat';
import { GroupShard } from './group-shard';
import { joinGroup } from './join-group';
import { leaveGroup } from './leave-group';
import { checkCommitter } from './offset-commit';
import { syncGroup } from './sync-group';
import { defaultGroupConfig } from './group-config';
import { silentLogger } from '../../simulation/groups/group-fixture';
import { SimRandom } from '../../simulation/sim-random';

/** Every state against every request: what a member (or someone who was one) is told. `parked` is no answer yet. */
const reach = {
  Empty: ['join a v=3', 'sync a', 'leave a'],
  PreparingRebalance: ['join a v=3', 'sync a', 'join b v=3'],
  CompletingRebalance: ['join a v=3'],
  Stable: ['join a v=3', 'sync a'],
};

const table: readonly (readonly [keyof typeof reach, string, ErrorName | 'parked'])[] = [
  ['Empty', 'join a v=3', 'UNKNOWN_MEMBER_ID'],
  ['Empty', 'join new v=3', 'NONE'],
  ['Empty', 'sync a', 'UNKNOWN_MEMBER_ID'],
  ['Empty', 'heartbeat a', 'UNKNOWN_MEMBER_ID'],
  ['Empty', 'leave a', 'UNKNOWN_MEMBER_ID'],
  ['Empty', 'commit a', 'UNKNOWN_MEMBER_ID'],
  ['Empty', 'commit a anyone', 'NONE'],
  ['PreparingRebalance', 'join new v=3', 'parked'],
  ['PreparingRebalance', 'join a v=3', 'NONE'],
  ['PreparingRebalance', 'join a v=3 protocols=other:m', 'INCONSISTENT_GROUP_PROTOCOL'],
  ['PreparingRebalance', 'sync a', 'REBALANCE_IN_PROGRESS'],
  ['PreparingRebalance', 'sync a gen=0', 'ILLEGAL_GENERATION'],
  ['PreparingRebalance', 'heartbeat a', 'REBALANCE_IN_PROGRESS'],
  ['PreparingRebalance', 'heartbeat a gen=9', 'ILLEGAL_GENERATION'],
  ['PreparingRebalance', 'leave a', 'NONE'],
  ['PreparingRebalance', 'commit a', 'NONE'],
  ['PreparingRebalance', 'commit a anyone', 'UNKNOWN_MEMBER_ID'],
  ['CompletingRebalance', 'join new v=3', 'parked'],
  ['CompletingRebalance', 'join new v=4', 'MEMBER_ID_REQUIRED'],
  ['CompletingRebalance', 'join a v=3', 'NONE'],
  ['CompletingRebalance', 'sync a', 'NONE'],
  ['CompletingRebalance', 'sync a gen=2', 'ILLEGAL_GENERATION'],
  ['CompletingRebalance', 'heartbeat a', 'NONE'],
  ['CompletingRebalance', 'leave a', 'NONE'],
  ['CompletingRebalance', 'commit a', 'REBALANCE_IN_PROGRESS'],
  ['CompletingRebalance', 'commit a gen=0', 'ILLEGAL_GENERATION'],
  ['Stable', 'join new v=3', 'parked'],
  ['Stable', 'join new v=4', 'MEMBER_ID_REQUIRED'],
  ['Stable', 'join a v=3', 'NONE'],
  ['Stable', 'join a v=3 protocols=other:m', 'INCONSISTENT_GROUP_PROTOCOL'],
  ['Stable', 'sync a', 'NONE'],
  ['Stable', 'sync nobody gen=1', 'UNKNOWN_MEMBER_ID'],
  ['Stable', 'heartbeat a', 'NONE'],
  ['Stable', 'heartbeat nobody gen=1', 'UNKNOWN_MEMBER_ID'],
  ['Stable', 'heartbeat a instance=x', 'UNKNOWN_MEMBER_ID'],
  ['Stable', 'leave a', 'NONE'],
  ['Stable', 'leave nobody', 'UNKNOWN_MEMBER_ID'],
  ['Stable', 'commit a', 'NONE'],
  ['Stable', 'commit a gen=0', 'ILLEGAL_GENERATION'],
  ['Stable', 'commit a anyone', 'UNKNOWN_MEMBER_ID'],
];

test.each(table)('%s: %s → %s', async (state, request, expected) => {
  const script = new GroupScript();
  for (const line of reach[state]) await script.play(line);
  expect((await script.play('describe')).join()).toContain(` ${state} `);
  const [verb = '', name = ''] = request.split(' ');
  const answer = (await script.play(request)).find((line) => line.startsWith(`${name} ${verb}: `));
  expect(answer?.split(' ')[2] ?? 'parked').toBe(expected);
});

test('a dead group sends everybody away', async () => {
  const { clock } = groupFixture();
  const shard = new GroupShard(
    { clock, random: new SimRandom(1), logger: silentLogger, config: defaultGroupConfig, onGeneration: () => undefined },
    { schedule: () => clock.after(0, () => undefined) },
  );
  const { environment } = shard;
  const dead = new ClassicGroup('g', 0);
  dead.transitionTo('Dead', 0);
  const member = { groupId: 'g', generationId: 1, memberId: 'm', groupInstanceId: null };
  const sync = { ...member, protocolType: null, protocolName: null, assignments: [] };
  const leave = { groupId: 'g', memberId: 'm', members: [] };
  const codes = [
    (await joinGroup(environment, dead, joinRequest(), client(5)).response).errorCode,
    (await syncGroup(environment, dead, sync).response).errorCode,
    (await heartbeat(environment, dead, member).response).errorCode,
    (await leaveGroup(environment, dead, leave, 2).response).errorCode,
  ];
  expect(codes.map(errorName)).toEqual(Array(4).fill('COORDINATOR_NOT_AVAILABLE'));
  expect(checkCommitter(environment, dead, commitRequest(1), 9)).toBe('COORDINATOR_NOT_AVAILABLE');
});
