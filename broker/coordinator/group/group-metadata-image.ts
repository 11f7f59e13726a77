import { ClassicGroup } from './classic-group';
import { GroupMember } from './group-member';
import type { GroupMetadata, GroupMetadataRecord } from './records/group-record';

/** The record that tells of the group as it is, with these assignments. */
export function groupMetadataRecord(group: ClassicGroup, assignments: ReadonlyMap<string, Buffer>): GroupMetadataRecord {
  const members = [...group.members.values()].map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.instanceId,
    clientId: member.clientId,
    clientHost: member.clientHost,
    rebalanceTimeout: member.rebalanceTimeoutMs,
    sessionTimeout: member.sessionTimeoutMs,
    subscription: member.metadataFor(group.protocolName),
    assignment: assignments.get(member.memberId) ?? Buffer.alloc(0),
  }));
  const metadata: GroupMetadata = {
    protocolType: group.protocolType ?? '',
    generation: group.generationId,
    protocol: group.protocolName,
    leader: group.leaderId,
    currentStateTimestamp: group.stateTimestampMs,
    members,
  };
  return { kind: 'group', groupId: group.groupId, metadata };
}

/** The assignments its members hold now. */
export function currentAssignments(group: ClassicGroup): ReadonlyMap<string, Buffer> {
  return new Map([...group.members.values()].map((member) => [member.memberId, member.assignment]));
}

/** The group that a record tells of: empty, or stable with the members of its last complete generation. */
export function groupFromMetadata(groupId: string, metadata: GroupMetadata): ClassicGroup {
  const group = new ClassicGroup(groupId, metadata.currentStateTimestamp);
  for (const saved of metadata.members) {
    const member = new GroupMember({
      memberId: saved.memberId,
      instanceId: saved.groupInstanceId,
      clientId: saved.clientId,
      clientHost: saved.clientHost,
      sessionTimeoutMs: saved.sessionTimeout,
      rebalanceTimeoutMs: saved.rebalanceTimeout === -1 ? saved.sessionTimeout : saved.rebalanceTimeout,
      protocols: metadata.protocol === null ? [] : [{ name: metadata.protocol, metadata: saved.subscription }],
    });
    member.assignment = saved.assignment;
    group.add(member, metadata.protocolType);
  }
  group.generationId = metadata.generation;
  group.protocolType = metadata.protocolType === '' ? null : metadata.protocolType;
  group.protocolName = metadata.protocol;
  group.leaderId = metadata.leader;
  group.restoreState(metadata.members.length === 0 ? 'Empty' : 'Stable', metadata.currentStateTimestamp);
  return group;
}
