import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { describeGroupsApi } from '../protocol/messages/describe-groups';
import type { TopicPartition } from '../protocol/topic-partition';
import type { BrokerNode } from './cluster-metadata';
import { decodeAssignment } from './consumer-protocol-bytes';
import { responseError } from './error-sentence';
import { withCoordinator } from './group-offsets';
import type { KafkaClient } from './kafka-client';

export interface GroupMemberDescription {
  memberId: string;
  groupInstanceId: string | null;
  clientId: string;
  clientHost: string;
  assignment: readonly TopicPartition[];
}

export interface GroupDescription {
  groupId: string;
  state: string;
  /** How partitions are shared out; empty while nothing is settled. */
  assignor: string;
  coordinator: BrokerNode;
  members: readonly GroupMemberDescription[];
}

/** A consumer group as its coordinator sees it. A group that does not exist rejects with GROUP_ID_NOT_FOUND. */
export async function describeConsumerGroup(client: KafkaClient, groupId: string): Promise<GroupDescription> {
  return withCoordinator(client, groupId, async (coordinatorId) => {
    const response = await client.send(coordinatorId, describeGroupsApi, { groups: [groupId] });
    const group = response.groups[0];
    const coordinator = client.knownBroker(coordinatorId);
    if (group === undefined || coordinator === undefined) {
      throw new KafkaError('COORDINATOR_NOT_AVAILABLE', `The group ${groupId} has no coordinator.`);
    }
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
    }));
    return { groupId, state: group.groupState, assignor: group.protocolData, coordinator, members };
  });
}
