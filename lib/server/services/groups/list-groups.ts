import type { GroupListQuery, GroupPage, GroupSummary } from '@/lib/contracts/group';
import { isUnavailable, type ClusterClient } from '../../kafka/cluster-client';
import { committedOffsets, describeGroups, listGroups as listOnCluster, type ListedGroup } from '../../kafka/groups';
import { isRefusal } from '../../kafka/refusal';
import type { ServiceContext } from '../../service-context';
import { groupOffsets, stateOf, totalLagOf } from './group-views';

/** One page of groups; only those on the page are looked into. */
export async function listGroups({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; query: GroupListQuery };
}): Promise<GroupPage> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const { q, page, pageSize } = input.query;
  const { groups, brokersMissing } = await listOnCluster(client);
  const needle = q.toLowerCase();
  const matching = groups.filter(({ groupId }) => groupId.toLowerCase().includes(needle));
  matching.sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
  const shown = matching.slice((page - 1) * pageSize, page * pageSize);
  return {
    groups: await Promise.all(shown.map((group) => summaryOf(client, group))),
    total: matching.length,
    totalUnfiltered: groups.length,
    page,
    pageSize,
    brokersMissing,
  };
}

async function summaryOf(client: ClusterClient, group: ListedGroup): Promise<GroupSummary> {
  const base = {
    groupId: group.groupId,
    type: group.type,
    protocolType: group.protocolType,
    coordinator: group.coordinator,
  };
  try {
    const [described, committed] = await Promise.all([
      describeGroups(client, group.coordinator, [group.groupId]),
      committedOffsets(client, group.groupId, null, group.coordinator),
    ]);
    const members = described[0]?.members ?? [];
    const offsets = await groupOffsets(client, committed, members);
    return {
      ...base,
      state: stateOf(group.state === '' ? (described[0]?.state ?? '') : group.state),
      memberCount: members.length,
      topics: [...new Set(offsets.map(({ topic }) => topic))],
      totalLag: totalLagOf(offsets),
    };
  } catch (error) {
    if (!isUnavailable(error) && !isRefusal(error)) throw error;
    return { ...base, state: stateOf(group.state), memberCount: null, topics: [], totalLag: null };
  }
}
