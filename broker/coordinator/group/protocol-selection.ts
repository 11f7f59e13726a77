import type { GroupMember, MemberProtocol } from './group-member';

/** Names that every member offers, in the first member's order of preference. */
function commonProtocols(members: readonly GroupMember[]): Set<string> {
  const [first] = members;
  if (first === undefined) return new Set();
  const names = first.protocols.map(({ name }) => name);
  return new Set(names.filter((name) => members.every((member) => member.supports(name))));
}

/** Whether a member with these protocols can be in a group with the members: they must have one in common. */
export function canAgree(members: readonly GroupMember[], protocols: readonly MemberProtocol[]): boolean {
  const common = commonProtocols(members);
  return protocols.some(({ name }) => common.has(name));
}

/** The protocol with the most votes among those that all members offer; of equals, the one the first member prefers. */
export function selectProtocol(members: readonly GroupMember[]): string | null {
  const candidates = commonProtocols(members);
  const votes = new Map([...candidates].map((name) => [name, 0]));
  for (const member of members) {
    const choice = member.vote(candidates);
    if (choice !== undefined) votes.set(choice, (votes.get(choice) ?? 0) + 1);
  }
  let winner: string | null = null;
  let most = 0;
  for (const [name, count] of votes) {
    if (count <= most) continue;
    winner = name;
    most = count;
  }
  return winner;
}
