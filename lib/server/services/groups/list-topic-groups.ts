import type { GroupDetail, TopicGroups } from '@/lib/contracts/group';
import { isUnavailable, type ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { isRefusal } from '../../kafka/refusal';
import { committedOffsets, describeGroups, listGroups, type ListedGroup } from '../../kafka/groups';
import type { ServiceContext } from '../../service-context';
import { groupDetailOf, groupOffsets } from './group-views';

/** Groups that committed to the topic or read it now. */
export async function listTopicGroups({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string };
}): Promise<TopicGroups> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic);
  const { groups, brokersMissing } = await listGroups(client);
  const missing = new Set(brokersMissing);
  const refused: string[] = [];
  const details = await Promise.all(
    groups.map((group) =>
      detailFor(client, topic, group).catch((error: unknown) => {
        if (isRefusal(error)) refused.push(group.groupId);
        else if (isUnavailable(error)) missing.add(group.coordinator);
        else throw error;
        return undefined;
      }),
    ),
  );
  const found = details.filter((detail) => detail !== undefined);
  found.sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
  return { groups: found, brokersMissing: [...missing], refused: refused.sort(), sampledAtMs: Date.now() };
}

async function detailFor(client: ClusterClient, topic: TopicMetadata, listed: ListedGroup): Promise<GroupDetail | undefined> {
  const partitions = topic.partitions.map(({ partition }) => partition);
  const [described, committed] = await Promise.all([
    describeGroups(client, listed.coordinator, [listed.groupId]),
    committedOffsets(client, listed.groupId, [{ topic, partitions }], listed.coordinator),
  ]);
  const [group] = described;
  if (group === undefined) return undefined;
  const reads = group.members.some(({ assignment }) => assignment.some((assigned) => assigned.topic === topic.name));
  if (!reads && !committed.has(topic.name)) return undefined;
  const node = client.lastMetadata?.brokers.get(listed.coordinator);
  const coordinator = node === undefined ? null : { id: node.id, host: node.host, port: node.port };
  return groupDetailOf(group, listed.type, coordinator, await groupOffsets(client, committed, group.members, topic));
}
