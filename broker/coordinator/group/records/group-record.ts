/**
 * The records of `__consumer_offsets` that classic groups use. A key starts with an int16 that is its kind:
 *
 *   0, 1  group, topic, partition → a committed offset (value 0–4; written as 3, or as 1 when the client set a retention)
 *   2     group → generation, protocol, leader and members with their assignments (value 0–4; written as 3)
 *
 * A value starts with an int16 version. Keys 3 and up belong to newer kinds of groups and are skipped.
 */
import type { Decoded } from '../../../protocol/schema/message';
import type { RecordCodec } from '../../runtime/coordinator-shard';
import { recordSizeBytesMax, type KeyValue } from '../../runtime/partition-writer';
import { groupMetadataKey, groupMetadataValue } from '../../../protocol/group-records/group-metadata';
import { offsetCommitKey, offsetCommitValue } from '../../../protocol/group-records/offset-commit';

export interface CommittedOffset {
  readonly offset: number;
  readonly leaderEpoch: number;
  readonly metadata: string;
  readonly commitTimestampMs: number;
  /** −1 unless an old client chose its own retention. */
  readonly expireTimestampMs: number;
}

export type GroupMetadata = Decoded<typeof groupMetadataValue>;

export interface OffsetRecord {
  readonly kind: 'offset';
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
  /** Null deletes. */
  readonly committed: CommittedOffset | null;
}

export interface GroupMetadataRecord {
  readonly kind: 'group';
  readonly groupId: string;
  /** Null deletes. */
  readonly metadata: GroupMetadata | null;
}

export type GroupRecord = OffsetRecord | GroupMetadataRecord;

const offsetKeyVersions: ReadonlySet<number> = new Set([0, 1]);
const offsetKeyVersion = 1;
const groupKeyVersion = 2;
const offsetValueVersion = 3;
const offsetValueVersionWithExpiry = 1;
const groupValueVersion = 3;
const versionBytes = 2;

function versioned(version: number, body: Buffer): Buffer {
  const buffer = Buffer.alloc(versionBytes + body.length);
  buffer.writeInt16BE(version, 0);
  body.copy(buffer, versionBytes);
  return buffer;
}

function encodeOffset(record: OffsetRecord): KeyValue {
  const { groupId: group, topic, partition, committed } = record;
  const key = versioned(offsetKeyVersion, offsetCommitKey.encode(0, { group, topic, partition }));
  if (committed === null) return { key, value: null };
  const version = committed.expireTimestampMs >= 0 ? offsetValueVersionWithExpiry : offsetValueVersion;
  const body = offsetCommitValue.encode(version, {
    offset: committed.offset,
    leaderEpoch: committed.leaderEpoch,
    metadata: committed.metadata,
    commitTimestamp: committed.commitTimestampMs,
    expireTimestamp: committed.expireTimestampMs,
  });
  return { key, value: versioned(version, body) };
}

function encodeGroup(record: GroupMetadataRecord): KeyValue {
  const key = versioned(groupKeyVersion, groupMetadataKey.encode(0, { group: record.groupId }));
  if (record.metadata === null) return { key, value: null };
  return { key, value: versioned(groupValueVersion, groupMetadataValue.encode(groupValueVersion, record.metadata)) };
}

function decodeOffset(key: Buffer, value: Buffer | null): OffsetRecord {
  const { group: groupId, topic, partition } = offsetCommitKey.decode(key.subarray(versionBytes), 0);
  if (value === null) return { kind: 'offset', groupId, topic, partition, committed: null };
  const decoded = offsetCommitValue.decode(value.subarray(versionBytes), value.readInt16BE(0));
  const committed = {
    offset: decoded.offset,
    leaderEpoch: decoded.leaderEpoch,
    metadata: decoded.metadata,
    commitTimestampMs: decoded.commitTimestamp,
    expireTimestampMs: decoded.expireTimestamp,
  };
  return { kind: 'offset', groupId, topic, partition, committed };
}

function decodeGroup(key: Buffer, value: Buffer | null): GroupMetadataRecord {
  const { group: groupId } = groupMetadataKey.decode(key.subarray(versionBytes), 0);
  if (value === null) return { kind: 'group', groupId, metadata: null };
  const owned = Buffer.from(value); // a decoded member's bytes are views: they must not keep the whole batch alive
  return { kind: 'group', groupId, metadata: groupMetadataValue.decode(owned.subarray(versionBytes), owned.readInt16BE(0)) };
}

export const groupRecordCodec: RecordCodec<GroupRecord> = {
  encode(record) {
    switch (record.kind) {
      case 'offset':
        return encodeOffset(record);
      case 'group':
        return encodeGroup(record);
    }
  },
  decode(key, value) {
    if (key.length < versionBytes) return undefined;
    const version = key.readInt16BE(0);
    if (offsetKeyVersions.has(version)) return decodeOffset(key, value);
    return version === groupKeyVersion ? decodeGroup(key, value) : undefined;
  },
};

/** What the records take of a batch at most, for checks against the largest one. */
export function groupRecordsSizeBytes(records: readonly GroupRecord[]): number {
  return records.reduce((sizeBytes, record) => sizeBytes + recordSizeBytesMax(groupRecordCodec.encode(record)), 0);
}
