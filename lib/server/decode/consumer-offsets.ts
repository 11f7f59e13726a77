import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import { groupMetadataKey, groupMetadataValue } from '@/broker/protocol/group-records/group-metadata';
import { offsetCommitKey, offsetCommitValue } from '@/broker/protocol/group-records/offset-commit';
import { consumerProtocolAssignment, consumerProtocolSubscription } from '@/broker/protocol/messages/consumer-protocol';
import type { DecodedBody } from './decode-payload';
import { jsonText } from './json-text';
import { timeText } from './time-text';

const versionBytes = 2;

/** Kinds of newer groups, by the number their keys begin with. */
const otherKinds: readonly string[] = [
  'ConsumerGroupMetadata',
  'ConsumerGroupPartitionMetadata',
  'ConsumerGroupMemberMetadata',
  'ConsumerGroupTargetAssignmentMetadata',
  'ConsumerGroupTargetAssignmentMember',
  'ConsumerGroupCurrentMemberAssignment',
];

/** A record of `__consumer_offsets` in words. What a value is, its key says. */
export function consumerOffsetsBody({ key, value }: DecodedRecord, part: 'key' | 'value'): DecodedBody {
  if (key === null || key.length < versionBytes) return { problem: 'Its key does not say what kind of record it is.' };
  const kind = key.readInt16BE(0);
  if (kind < 0 || kind > 2) return { problem: `It is a record of kind ${kind}${nameOf(kind)}, which is not read here.` };
  if (part === 'key') return { json: jsonText(keyOf(kind, key.subarray(versionBytes))) };
  if (value === null) return { problem: 'There is no value.' };
  const version = value.readInt16BE(0);
  const body = value.subarray(versionBytes);
  return { json: jsonText(kind === 2 ? groupOf(body, version) : commitOf(body, version)) };
}

function nameOf(kind: number): string {
  const name = otherKinds[kind - 3];
  return name === undefined ? '' : ` (${name})`;
}

function keyOf(kind: number, body: Buffer) {
  if (kind === 2) return { kind: 'GroupMetadata', group: groupMetadataKey.decode(body, 0).group };
  const { group, topic, partition } = offsetCommitKey.decode(body, 0);
  return { kind: 'OffsetCommit', group, topic, partition };
}

function commitOf(body: Buffer, version: number) {
  const { offset, leaderEpoch, metadata, commitTimestamp, expireTimestamp } = offsetCommitValue.decode(body, version);
  return {
    offset,
    ...(leaderEpoch === -1 ? {} : { leaderEpoch }),
    metadata,
    committedAt: timeText(commitTimestamp),
    ...(expireTimestamp === -1 ? {} : { expiresAt: timeText(expireTimestamp) }),
  };
}

function groupOf(body: Buffer, version: number) {
  const { protocolType, generation, protocol, leader, currentStateTimestamp, members } = groupMetadataValue.decode(body, version);
  return {
    protocolType,
    generation,
    protocol,
    leader,
    ...(currentStateTimestamp === -1 ? {} : { inStateSince: timeText(currentStateTimestamp) }),
    members: members.map(({ memberId, groupInstanceId, clientId, clientHost, rebalanceTimeout, sessionTimeout, ...said }) => ({
      memberId,
      ...(groupInstanceId === null ? {} : { groupInstanceId }),
      clientId,
      clientHost,
      rebalanceTimeoutMs: rebalanceTimeout,
      sessionTimeoutMs: sessionTimeout,
      ...(protocolType === 'consumer' ? consumerSaid(said) : said),
    })),
  };
}

/** What consumers tell each other has its own version in front. */
function consumerSaid({ subscription, assignment }: { subscription: Buffer; assignment: Buffer }) {
  return {
    topics:
      subscription.length < versionBytes
        ? []
        : consumerProtocolSubscription.decode(subscription.subarray(versionBytes), Math.min(3, subscription.readInt16BE(0)))
            .topics,
    assigned:
      assignment.length < versionBytes
        ? []
        : consumerProtocolAssignment.decode(assignment.subarray(versionBytes), Math.min(3, assignment.readInt16BE(0)))
            .assignedPartitions,
  };
}
