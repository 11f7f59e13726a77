import { errorCodes } from '@/broker/protocol/error-codes';
import { consumerProtocolAssignment } from '@/broker/protocol/messages/consumer-protocol';
import { describeGroupsApi } from '@/broker/protocol/messages/describe-groups';
import { listGroupsApi } from '@/broker/protocol/messages/list-groups';
import { offsetFetchApi } from '@/broker/protocol/messages/offset-fetch';
import { CodecError } from '@/broker/protocol/primitives/codec-error';
import type { StructValue } from '@/broker/protocol/schema/struct';
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

/** By topic name, then partition. */
export type CommittedOffsets = Map<string, Map<number, CommittedOffset>>;

/** Committed offsets of a group: of the given partitions, or of all it ever committed. */
export async function committedOffsets(
  client: ClusterClient,
  groupId: string,
  wanted: readonly { topic: TopicMetadata; partitions: readonly number[] }[] | null,
  coordinator?: number,
): Promise<CommittedOffsets> {
  const nodeId = coordinator ?? (await findGroup(client, groupId)).coordinator;
  const topics =
    wanted?.map(({ topic, partitions }) => ({ name: topic.name, topicId: topic.id, partitionIndexes: [...partitions] })) ?? null;
  const request = { groupId, topics, groups: [{ groupId, topics }], requireStable: false };
  const answer = await client.send(nodeId, offsetFetchApi, request, byName);
  return committedOf(answer.groups[0] ?? answer, nodeId, groupId);
}

/** Version 10 answers with topic ids only; names are what a group's page shows, and what a deleted topic still has. */
const byName = { versionMax: 9 };
/** The first version that asks for several groups at once (KIP-709). */
const severalGroupsVersion = 8;
/** An answer holds all that they committed: few enough that it stays small. */
const groupsPerRequestMax = 50;

/** All that groups ever committed, of those that one broker coordinates: in few requests where it takes several groups in one. */
export async function committedOffsetsOf(
  client: ClusterClient,
  coordinator: number,
  groupIds: readonly string[],
): Promise<Map<string, CommittedOffsets>> {
  const takesSeveral = ((await client.versionOf(coordinator, offsetFetchApi)) ?? 0) >= severalGroupsVersion;
  if (!takesSeveral) {
    const alone = groupIds.map(async (groupId) => [groupId, await committedOffsets(client, groupId, null, coordinator)] as const);
    return new Map(await Promise.all(alone));
  }
  const committed = new Map<string, CommittedOffsets>();
  for (let at = 0; at < groupIds.length; at += groupsPerRequestMax) {
    const groups = groupIds.slice(at, at + groupsPerRequestMax).map((groupId) => ({ groupId, topics: null }));
    const answer = await client.send(coordinator, offsetFetchApi, { groupId: '', topics: null, groups }, byName);
    for (const group of answer.groups) committed.set(group.groupId, committedOf(group, coordinator, group.groupId));
  }
  return committed;
}

interface AnswerOfGroup {
  readonly errorCode: number;
  readonly topics: StructValue<(typeof offsetFetchApi)['response']['fields']>['topics'];
}

function committedOf({ errorCode: groupError, topics }: AnswerOfGroup, broker: number, groupId: string): CommittedOffsets {
  if (groupError !== errorCodes.NONE) throw serviceErrorOf(groupError, { broker, details: { group: groupId } });
  const committed: CommittedOffsets = new Map();
  for (const topic of topics) {
    const offsets = new Map<number, CommittedOffset>();
    for (const { partitionIndex, committedOffset, committedLeaderEpoch, metadata, errorCode } of topic.partitions) {
      if (errorCode !== errorCodes.NONE || committedOffset < 0) continue;
      offsets.set(partitionIndex, { offset: committedOffset, leaderEpoch: committedLeaderEpoch, metadata });
    }
    if (offsets.size > 0) committed.set(topic.name, offsets);
  }
  return committed;
}
