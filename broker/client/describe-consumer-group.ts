import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { consumerGroupDescribeApi, type ConsumerGroupDescribeResponse } from '../protocol/messages/consumer-group-describe';
import type { TopicPartition } from '../protocol/topic-partition';
import type { BrokerNode } from './cluster-metadata';
import { describeClassicGroup } from './describe-classic-group';
import { responseError } from './error-sentence';
import type { GroupDescription, GroupMemberDescription } from './group-description';
import { withCoordinator } from './group-offsets';
import type { KafkaClient } from './kafka-client';

type DescribedGroup = ConsumerGroupDescribeResponse['groups'][number];
type DescribedMember = DescribedGroup['members'][number];

const memberTypes = { classic: 0, consumer: 1 } as const;

/**
 * A consumer group as its coordinator sees it: first asked for as one of the consumer protocol, then as a classic one. A
 * group that does not exist rejects with GROUP_ID_NOT_FOUND.
 */
export async function describeConsumerGroup(client: KafkaClient, groupId: string): Promise<GroupDescription> {
  return withCoordinator(client, groupId, async (coordinatorId) => {
    const coordinator = client.knownBroker(coordinatorId);
    if (coordinator === undefined) throw new KafkaError('COORDINATOR_NOT_AVAILABLE', `Broker ${coordinatorId} is gone.`);
    return (await describeNewGroup(client, coordinator, groupId)) ?? describeClassicGroup(client, coordinator, groupId);
  });
}

/** Undefined: no group of the consumer protocol, or a broker that knows none. */
async function describeNewGroup(
  client: KafkaClient,
  coordinator: BrokerNode,
  groupId: string,
): Promise<GroupDescription | undefined> {
  try {
    const request = { groupIds: [groupId], includeAuthorizedOperations: false };
    const { groups } = await client.send(coordinator.id, consumerGroupDescribeApi, request);
    const [group] = groups;
    const error = group && responseError(errorName(group.errorCode), group.errorMessage);
    if (error !== undefined) throw error;
    return group && descriptionOf(group, coordinator);
  } catch (error) {
    const name = error instanceof KafkaError ? error.errorName : undefined;
    if (name === 'UNSUPPORTED_VERSION' || name === 'GROUP_ID_NOT_FOUND') return undefined;
    throw error;
  }
}

function descriptionOf(group: DescribedGroup, coordinator: BrokerNode): GroupDescription {
  return {
    groupId: group.groupId,
    state: group.groupState,
    assignor: group.assignorName,
    coordinator,
    members: group.members.map(memberOf),
    epochs: { group: group.groupEpoch, assignment: group.assignmentEpoch },
  };
}

function memberOf(member: DescribedMember): GroupMemberDescription {
  const { memberId, instanceId, clientId, clientHost, memberEpoch: epoch, memberType } = member;
  const isKnown = memberType === memberTypes.classic || memberType === memberTypes.consumer;
  return {
    memberId,
    groupInstanceId: instanceId,
    clientId,
    clientHost,
    assignment: partitionsOf(member.assignment),
    progress: {
      epoch,
      targetAssignment: partitionsOf(member.targetAssignment),
      isUpgraded: isKnown ? memberType === memberTypes.consumer : undefined,
    },
  };
}

function partitionsOf({ topicPartitions }: DescribedMember['assignment']): TopicPartition[] {
  return topicPartitions.flatMap(({ topicName: topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
}
