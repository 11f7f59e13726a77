import { errorCodes } from '@/broker/protocol/error-codes';
import { consumerProtocolAssignment } from '@/broker/protocol/messages/consumer-protocol';
import { describeGroupsApi } from '@/broker/protocol/messages/describe-groups';
import { listGroupsApi } from '@/broker/protocol/messages/list-groups';
import { offsetFetchApi } from '@/broker/protocol/messages/offset-fetch';
import { CodecError } from '@/broker/protocol/primitives/codec-error';
import { ServiceError } from '../service-error';
import { isUnavailable, type ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { serviceErrorOf } from './kafka-answer';

export interface ListedGroup {
  readonly groupId: string;
  readonly protocolType: string;
  readonly state: string;
  readonly type: string | null;
  readonly coordinator: number;
}

export interface DescribedMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly clientId: string;
  readonly host: string;
  readonly assignment: readonly { topic: string; partitions: readonly number[] }[];
}

export interface DescribedGroup {
  readonly groupId: string;
  readonly state: string;
  readonly protocolType: string;
  readonly protocol: string;
  readonly members: readonly DescribedMember[];
}

export interface CommittedOffset {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string | null;
}

/** Every group of the cluster: each broker lists those it coordinates. */
export async function listGroups(client: ClusterClient): Promise<{ groups: ListedGroup[]; brokersMissing: number[] }> {
  const { brokers } = await client.metadata();
  const groups: ListedGroup[] = [];
  const brokersMissing: number[] = [];
  await Promise.all(
    [...brokers.keys()].map(async (nodeId) => {
      try {
        const answer = await client.send(nodeId, listGroupsApi, { statesFilter: [], typesFilter: [] });
        if (answer.errorCode !== errorCodes.NONE) throw serviceErrorOf(answer.errorCode, { broker: nodeId });
        for (const { groupId, protocolType, groupState, groupType } of answer.groups) {
          groups.push({
            groupId,
            protocolType,
            state: groupState,
            type: groupType === '' ? null : groupType,
            coordinator: nodeId,
          });
        }
      } catch (error) {
        if (!(error instanceof ServiceError) || !isUnavailable(error)) throw error;
        brokersMissing.push(nodeId);
      }
    }),
  );
  return { groups, brokersMissing };
}

/**
 * The group as its coordinator lists it. FindCoordinator would be one request less, but it makes the brokers create
 * `__consumer_offsets`, and looking at a group must leave nothing behind.
 */
export async function findGroup(client: ClusterClient, groupId: string): Promise<ListedGroup> {
  const { groups, brokersMissing } = await listGroups(client);
  const group = groups.find((listed) => listed.groupId === groupId);
  if (group !== undefined) return group;
  const [missing] = brokersMissing;
  if (missing !== undefined) {
    throw new ServiceError('BROKER_UNAVAILABLE', `Broker ${missing} does not answer; it may coordinate ${groupId}.`, {
      broker: missing,
      retriable: true,
      details: { group: groupId },
    });
  }
  throw new ServiceError('GROUP_NOT_FOUND', `There is no group ${groupId}.`, { details: { group: groupId } });
}

export async function describeGroups(
  client: ClusterClient,
  coordinator: number,
  groupIds: readonly string[],
): Promise<DescribedGroup[]> {
  if (groupIds.length === 0) return [];
  const answer = await client.send(coordinator, describeGroupsApi, { groups: [...groupIds], includeAuthorizedOperations: false });
  return answer.groups.map((group) => {
    if (group.errorCode !== errorCodes.NONE && group.errorCode !== errorCodes.GROUP_ID_NOT_FOUND) {
      throw serviceErrorOf(group.errorCode, {
        message: group.errorMessage,
        broker: coordinator,
        details: { group: group.groupId },
      });
    }
    return {
      groupId: group.groupId,
      state: group.errorCode === errorCodes.NONE ? group.groupState : 'Dead',
      protocolType: group.protocolType,
      protocol: group.protocolData,
      members: group.members.map((member) => ({
        memberId: member.memberId,
        instanceId: member.groupInstanceId,
        clientId: member.clientId,
        host: member.clientHost.replace(/^\//, ''),
        assignment: group.protocolType === 'consumer' ? assignmentOf(member.memberAssignment) : [],
      })),
    };
  });
}

/** An assignment is the clients' own bytes: what does not decode is shown as none. */
function assignmentOf(bytes: Buffer): readonly { topic: string; partitions: readonly number[] }[] {
  if (bytes.length < 2) return [];
  try {
    const version = Math.min(bytes.readInt16BE(0), consumerProtocolAssignment.versions.max);
    return consumerProtocolAssignment.decode(bytes.subarray(2), Math.max(0, version)).assignedPartitions;
  } catch (error) {
    if (error instanceof CodecError) return [];
    throw error;
  }
}

/** Committed offsets of a group: of the given partitions, or of all it ever committed. By topic name, then partition. */
export async function committedOffsets(
  client: ClusterClient,
  groupId: string,
  wanted: readonly { topic: TopicMetadata; partitions: readonly number[] }[] | null,
  coordinator?: number,
): Promise<Map<string, Map<number, CommittedOffset>>> {
  const nodeId = coordinator ?? (await findGroup(client, groupId)).coordinator;
  const topics =
    wanted?.map(({ topic, partitions }) => ({ name: topic.name, topicId: topic.id, partitionIndexes: [...partitions] })) ?? null;
  // Version 10 answers with topic ids only; names are what a group's page shows, and what a deleted topic still has.
  const answer = await client.send(
    nodeId,
    offsetFetchApi,
    { groupId, topics, groups: [{ groupId, topics }], requireStable: false },
    { versionMax: 9 },
  );
  const group = answer.groups[0] ?? answer;
  if (group.errorCode !== errorCodes.NONE) throw serviceErrorOf(group.errorCode, { broker: nodeId, details: { group: groupId } });
  const committed = new Map<string, Map<number, CommittedOffset>>();
  for (const topic of group.topics) {
    const offsets = new Map<number, CommittedOffset>();
    for (const { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode } of topic.partitions) {
      if (errorCode !== errorCodes.NONE || committedOffset < 0) continue;
      offsets.set(partitionIndex, { offset: committedOffset, leaderEpoch: committedLeaderEpoch, metadata });
    }
    if (offsets.size > 0) committed.set(topic.name, offsets);
  }
  return committed;
}
