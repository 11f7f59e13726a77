import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { Random } from '../../platform/random';
import type { ShardEvents } from '../runtime/coordinator-shard';
import type { ClassicGroup } from './classic-group';
import type { GroupConfig } from './group-config';
import type { GroupMember } from './group-member';
import type { GroupRecord } from './records/group-record';

/** What the group handlers may use beside the group itself. */
export interface GroupEnvironment {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly config: GroupConfig;
  readonly events: ShardEvents<GroupRecord>;
  /** Told of each generation that begins, for people to see. */
  readonly onGeneration: (groupId: string, generationId: number, memberCount: number) => void;
  /** What happens when a member gave no sign of life in time. */
  readonly onSessionExpired: (group: ClassicGroup, member: GroupMember) => readonly GroupRecord[];
}

/** Who sent a request. */
export interface ClientContext {
  readonly clientId: string | null;
  readonly clientHost: string;
  readonly apiVersion: number;
}

/** A member id as Kafka makes them: the instance or client id, then a random UUID. */
export function newMemberId(random: Random, prefix: string): string {
  const bytes = random.bytes(16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `${prefix}-${parts.join('-')}`;
}
