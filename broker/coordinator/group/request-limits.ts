import type { ErrorName } from '../../protocol/error-codes';
import type { JoinGroupRequest } from '../../protocol/messages/join-group';
import type { GroupConfig } from './group-config';

/** Texts of a group end up in records whose strings have 16-bit lengths, while flexible requests can carry longer ones. */
const textBytesMax = 0x7fff;

export function isTooLong(text: string | null): boolean {
  return text !== null && Buffer.byteLength(text) > textBytesMax;
}

/** What is wrong with a JoinGroup, whatever its group looks like. */
export function checkJoin(request: JoinGroupRequest, config: GroupConfig): ErrorName {
  const { groupId, sessionTimeoutMs } = request;
  if (groupId === '' || isTooLong(groupId)) return 'INVALID_GROUP_ID';
  if (sessionTimeoutMs < config.sessionTimeoutMsMin || sessionTimeoutMs > config.sessionTimeoutMsMax) {
    return 'INVALID_SESSION_TIMEOUT';
  }
  const texts = [request.groupInstanceId, request.protocolType, ...request.protocols.map(({ name }) => name)];
  return texts.some(isTooLong) ? 'INVALID_REQUEST' : 'NONE';
}
