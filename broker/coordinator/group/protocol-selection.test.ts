import { expect, test } from 'vitest';
import { GroupMember } from './group-member';
import { canAgree, selectProtocol } from './protocol-selection';

function member(...names: string[]): GroupMember {
  return new GroupMember({
    memberId: names.join('-'),
    instanceId: null,
    clientId: 'client',
    clientHost: '/127.0.0.1',
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 60_000,
    protocols: names.map((name) => ({ name, metadata: Buffer.from(name) })),
  });
}

test.each([
  { title: 'nobody', members: [], chosen: null },
  { title: 'one member', members: [member('range', 'sticky')], chosen: 'range' },
  { title: 'the majority', members: [member('a', 'b'), member('b', 'a'), member('b', 'a')], chosen: 'b' },
  { title: 'a tie goes to the first member', members: [member('a', 'b'), member('b', 'a')], chosen: 'a' },
  { title: 'only what all have', members: [member('a', 'b'), member('c', 'b')], chosen: 'b' },
  { title: 'nothing in common', members: [member('a'), member('b')], chosen: null },
])('chosen by $title: $chosen', ({ members, chosen }) => {
  expect(selectProtocol(members)).toBe(chosen);
});

test('a newcomer needs one protocol that all the others have', () => {
  const members = [member('a', 'b'), member('b', 'c')];
  expect(canAgree(members, member('b').protocols)).toBe(true);
  expect(canAgree(members, member('a', 'c').protocols)).toBe(false);
});
