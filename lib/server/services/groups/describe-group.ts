import type { GroupDetail } from '@/lib/contracts/group';
import { committedOffsets, describeGroups, findGroup } from '../../kafka/groups';
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
  const { coordinator, type } = await findGroup(client, input.group);
  const [described, committed] = await Promise.all([
    describeGroups(client, coordinator, [input.group]),
    committedOffsets(client, input.group, null, coordinator),
  ]);
  const [group] = described;
  if (group === undefined)
    throw new ServiceError('GROUP_NOT_FOUND', `There is no group ${input.group}.`, { details: { group: input.group } });
  const node = (await client.metadata()).brokers.get(coordinator);
  return groupDetailOf(
    group,
    type,
    node === undefined ? null : { id: node.id, host: node.host, port: node.port },
    await groupOffsets(client, committed, group.members),
  );
}
