/** The bytes members put into JoinGroup and leaders into SyncGroup: an int16 version, then the message of that version. */
import { consumerProtocolAssignment, consumerProtocolSubscription } from '../protocol/messages/consumer-protocol';
import { Reader } from '../protocol/primitives/reader';
import type { TopicPartition } from '../protocol/topic-partition';

const writtenVersion = 1;

function withVersion(body: Buffer): Buffer {
  const version = Buffer.alloc(2);
  version.writeInt16BE(writtenVersion);
  return Buffer.concat([version, body]);
}

/** A version newer than ours is read as our newest: later ones only add at the end. */
function versionIn(reader: Reader, versionMax: number): number {
  return Math.min(Math.max(0, reader.readInt16()), versionMax);
}

export function encodeSubscription(topics: readonly string[]): Buffer {
  return withVersion(consumerProtocolSubscription.encode(writtenVersion, { topics }));
}

export function decodeSubscribedTopics(bytes: Buffer): string[] {
  const reader = new Reader(bytes);
  return consumerProtocolSubscription.read(reader, versionIn(reader, consumerProtocolSubscription.versions.max)).topics;
}

export function encodeAssignment(assigned: readonly TopicPartition[]): Buffer {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition } of assigned) byTopic.set(topic, [...(byTopic.get(topic) ?? []), partition]);
  const assignedPartitions = [...byTopic].map(([topic, partitions]) => ({ topic, partitions }));
  return withVersion(consumerProtocolAssignment.encode(writtenVersion, { assignedPartitions }));
}

/** No bytes at all mean that nothing is assigned. */
export function decodeAssignment(bytes: Buffer): TopicPartition[] {
  if (bytes.length === 0) return [];
  const reader = new Reader(bytes);
  const { assignedPartitions } = consumerProtocolAssignment.read(
    reader,
    versionIn(reader, consumerProtocolAssignment.versions.max),
  );
  return assignedPartitions.flatMap(({ topic, partitions }) => partitions.map((partition) => ({ topic, partition })));
}
