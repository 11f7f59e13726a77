import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { describeGroupsApi } from '../protocol/messages/describe-groups';
import type { BrokerNode } from './cluster-metadata';
import { decodeAssignment } from './consumer-protocol-bytes';
import { responseError } from './error-sentence';
import type { GroupDescription } from './group-description';
import type { KafkaClient } from './kafka-client';

/** A group of the classic protocol, whose members are consumers. */
export async function describeClassicGroup(
  client: KafkaClient,
  coordinator: BrokerNode,
  groupId: string,
): Promise<GroupDescription> {
  const response = await client.send(coordinator.id, describeGroupsApi, { groups: [groupId] });
  const [group] = response.groups;
  if (group === undefined) throw new KafkaError('COORDINATOR_NOT_AVAILABLE', `Nothing is said about the group ${groupId}.`);
  const error = responseError(errorName(group.errorCode), group.errorMessage);
  if (error !== undefined) throw error;
  if (group.protocolType !== '' && group.protocolType !== 'consumer') {
    throw new KafkaError('INVALID_GROUP_ID', `GroupId ${groupId} is not a consumer group (${group.protocolType}).`);
  }
  const members = group.members.map(({ memberId, groupInstanceId, clientId, clientHost, memberAssignment }) => ({
    memberId,
    groupInstanceId,
    clientId,
    clientHost,
    assignment: decodeAssignment(memberAssignment),
    progress: undefined,
  }));
  return { groupId, state: group.groupState, assignor: group.protocolData, coordinator, members, epochs: undefined };
}
