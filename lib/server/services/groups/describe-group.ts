import type { GroupDetail } from '@/lib/contracts/group';
import { committedOffsets, coordinatorOf, describeGroups, listGroups } from '../../kafka/groups';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { groupDetailOf, groupOffsets } from './group-views';

export async function describeGroup({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; group: string };
}): Promise<GroupDetail> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const coordinator = await coordinatorOf(client, input.group);
  const [described, committed, listed] = await Promise.all([
    describeGroups(client, coordinator, [input.group]),
    committedOffsets(client, input.group, null, coordinator),
    listGroups(client),
  ]);
  const [group] = described;
  const found = listed.groups.find(({ groupId }) => groupId === input.group);
  if (group === undefined || (group.state === 'Dead' && found === undefined && committed.size === 0)) {
    throw new ServiceError('GROUP_NOT_FOUND', `There is no group ${input.group}.`, { details: { group: input.group } });
  }
  const node = (await client.metadata()).brokers.get(coordinator);
  return groupDetailOf(
    group,
    found?.type ?? null,
    node === undefined ? null : { id: node.id, host: node.host, port: node.port },
    await groupOffsets(client, committed, group.members),
  );
}
