import type { JoinGroupRequest, JoinGroupResponse } from '../../protocol/messages/join-group';
import type { CoordinatorResult } from '../runtime/coordinator-result';
import type { ClientContext } from './group-environment';
import type { MemberProtocol } from './group-member';
import type { GroupRecord } from './records/group-record';

export type JoinResult = CoordinatorResult<GroupRecord, JoinGroupResponse>;

/** A JoinGroup with the parts the group keeps copied out of the request's frame. */
export interface Joining {
  readonly request: JoinGroupRequest;
  readonly client: ClientContext;
  readonly protocols: readonly MemberProtocol[];
  readonly rebalanceTimeoutMs: number;
}
