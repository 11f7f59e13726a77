import type { Timer } from '../../platform/timers';
import type { JoinGroupResponse } from '../../protocol/messages/join-group';
import type { SyncGroupResponse } from '../../protocol/messages/sync-group';
import { Deferred } from '../runtime/deferred';

/** One assignment strategy a member offers, with what it tells the group's leader. */
export interface MemberProtocol {
  readonly name: string;
  readonly metadata: Buffer;
}

export interface MemberOptions {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly protocols: readonly MemberProtocol[];
}

const noAssignment = Buffer.alloc(0);

/** A member of a classic group, with the request of its that is parked, if any. */
export class GroupMember {
  memberId: string;
  readonly instanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  protocols: readonly MemberProtocol[];
  assignment: Buffer = noAssignment;
  /** Until its first generation is complete; such a member has no id yet with which to send heartbeats. */
  isNew = false;
  sessionTimer: Timer | undefined;
  private parkedJoin: Deferred<JoinGroupResponse> | undefined;
  private parkedSync: Deferred<SyncGroupResponse> | undefined;

  constructor(options: MemberOptions) {
    this.memberId = options.memberId;
    this.instanceId = options.instanceId;
    this.clientId = options.clientId;
    this.clientHost = options.clientHost;
    this.sessionTimeoutMs = options.sessionTimeoutMs;
    this.rebalanceTimeoutMs = options.rebalanceTimeoutMs;
    this.protocols = options.protocols;
  }

  get isAwaitingJoin(): boolean {
    return this.parkedJoin !== undefined;
  }

  get isAwaitingSync(): boolean {
    return this.parkedSync !== undefined;
  }

  /** Parks a JoinGroup. `superseded` answers an older one that is still parked: its client has asked again. */
  parkJoin(superseded: JoinGroupResponse): Promise<JoinGroupResponse> {
    this.answerJoin(superseded);
    this.parkedJoin = new Deferred();
    return this.parkedJoin.promise;
  }

  parkSync(superseded: SyncGroupResponse): Promise<SyncGroupResponse> {
    this.answerSync(superseded);
    this.parkedSync = new Deferred();
    return this.parkedSync.promise;
  }

  answerJoin(response: JoinGroupResponse): void {
    this.parkedJoin?.resolve(response);
    this.parkedJoin = undefined;
  }

  answerSync(response: SyncGroupResponse): void {
    this.parkedSync?.resolve(response);
    this.parkedSync = undefined;
  }

  supports(protocol: string): boolean {
    return this.protocols.some(({ name }) => name === protocol);
  }

  metadataFor(protocol: string | null): Buffer {
    return this.protocols.find(({ name }) => name === protocol)?.metadata ?? noAssignment;
  }

  /** Whether these protocols are the ones it already has, in order and to the byte. */
  offers(protocols: readonly MemberProtocol[]): boolean {
    if (protocols.length !== this.protocols.length) return false;
    return this.protocols.every((own, index) => {
      const other = protocols[index];
      return other !== undefined && own.name === other.name && own.metadata.equals(other.metadata);
    });
  }

  /** The first of these that it prefers. */
  vote(candidates: ReadonlySet<string>): string | undefined {
    return this.protocols.find(({ name }) => candidates.has(name))?.name;
  }
}
