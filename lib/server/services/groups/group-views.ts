import type { GroupDetail, GroupOffset, GroupState } from '@/lib/contracts/group';
import { groupState } from '@/lib/contracts/group';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import type { CommittedOffset, DescribedGroup } from '../../kafka/groups';
import { knownOffset, listOffsets, offsetSpec } from '../../kafka/list-offsets';
import { digits } from '../topics/topic-views';

export type Committed = ReadonlyMap<string, ReadonlyMap<number, CommittedOffset>>;

export function stateOf(state: string): GroupState {
  const parsed = groupState.safeParse(state);
  return parsed.success ? parsed.data : 'Unknown';
}

/** Lag per partition: of what is committed or assigned, or of all partitions of one topic. */
export async function groupOffsets(
  client: ClusterClient,
  committed: Committed,
  members: DescribedGroup['members'],
  only?: TopicMetadata,
): Promise<GroupOffset[]> {
  const owners = new Map<string, Map<number, string>>();
  for (const { memberId, assignment } of members) {
    for (const { topic, partitions } of assignment) {
      const owned = owners.get(topic) ?? new Map<number, string>();
      owners.set(topic, owned);
      for (const partition of partitions) owned.set(partition, memberId);
    }
  }
  const metadata = await client.metadata();
  const names = only === undefined ? new Set([...committed.keys(), ...owners.keys()]) : new Set([only.name]);
  const wanted = [...names].flatMap((name) => {
    const topic = only ?? metadata.topics.get(name);
    if (topic === undefined) return [];
    const partitions =
      only === undefined ? partitionsOf(name, committed, owners) : topic.partitions.map(({ partition }) => partition);
    const existing = new Set(topic.partitions.map(({ partition }) => partition));
    return [{ topic, partitions: partitions.filter((partition) => existing.has(partition)) }];
  });
  const [starts, ends] = await Promise.all([
    listOffsets(client, wanted, offsetSpec.earliest),
    listOffsets(client, wanted, offsetSpec.latest),
  ]);
  return [...names].sort().flatMap((topic) => {
    const partitions =
      only === undefined ? partitionsOf(topic, committed, owners) : only.partitions.map(({ partition }) => partition);
    return partitions.map((partition) => {
      const at = committed.get(topic)?.get(partition);
      const end = knownOffset(ends.get(topic), partition);
      return {
        topic,
        partition,
        committed: digits(at?.offset),
        committedLeaderEpoch: at === undefined || at.leaderEpoch < 0 ? null : at.leaderEpoch,
        metadata: at?.metadata ?? null,
        start: digits(knownOffset(starts.get(topic), partition)),
        end: digits(end),
        lag: at === undefined || end === undefined ? null : String(Math.max(0, end - at.offset)),
        memberId: owners.get(topic)?.get(partition) ?? null,
      };
    });
  });
}

function partitionsOf(topic: string, committed: Committed, owners: ReadonlyMap<string, ReadonlyMap<number, string>>): number[] {
  const partitions = new Set([...(committed.get(topic)?.keys() ?? []), ...(owners.get(topic)?.keys() ?? [])]);
  return [...partitions].sort((a, b) => a - b);
}

export function totalLagOf(offsets: readonly GroupOffset[]): string | null {
  const lags = offsets.map(({ lag }) => lag).filter((lag) => lag !== null);
  return lags.length === 0 ? null : String(lags.reduce((sum, lag) => sum + Number(lag), 0));
}

export function groupDetailOf(
  group: DescribedGroup,
  type: string | null,
  coordinator: GroupDetail['coordinator'],
  offsets: GroupOffset[],
): GroupDetail {
  return {
    groupId: group.groupId,
    state: stateOf(group.state),
    type,
    protocolType: group.protocolType,
    protocol: group.protocol,
    coordinator,
    members: group.members.map((member) => ({
      ...member,
      assignment: member.assignment.map(({ topic, partitions }) => ({ topic, partitions: [...partitions] })),
    })),
    offsets,
    totalLag: totalLagOf(offsets),
    sampledAtMs: Date.now(),
  };
}
