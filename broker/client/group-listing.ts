import { errorName } from '../protocol/error-codes';
import { listGroupsApi } from '../protocol/messages/list-groups';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';

export interface GroupListing {
  groupId: string;
  /** Empty for a group that only commits offsets. */
  protocolType: string;
  /** Empty when the broker is too old to tell. */
  state: string;
  type: string;
}

/** All groups of the cluster, by id: every live broker is asked for those it coordinates. */
export async function listGroups(client: KafkaClient): Promise<GroupListing[]> {
  return client.retrying(async () => {
    const { brokers } = await client.metadata([]);
    const answers = await Promise.all(brokers.map(({ id }) => listGroupsOf(client, id)));
    return answers.flat().sort((a, b) => (a.groupId < b.groupId ? -1 : 1));
  });
}

async function listGroupsOf(client: KafkaClient, nodeId: number): Promise<GroupListing[]> {
  const response = await client.send(nodeId, listGroupsApi, { statesFilter: [], typesFilter: [] });
  const error = responseError(errorName(response.errorCode));
  if (error !== undefined) throw error;
  return response.groups.map(({ groupId, protocolType, groupState, groupType }) => ({
    groupId,
    protocolType,
    state: groupState,
    type: groupType,
  }));
}
