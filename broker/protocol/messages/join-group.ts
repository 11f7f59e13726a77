/** JoinGroup (key 11): a member enters a classic group; the answer waits until the round is complete. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32 } from '../schema/scalar-types';
import { string, bytes } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'JoinGroupRequest',
  versions: '0-9',
  flexible: '6+',
  fields: {
    groupId: field(string, '0+'),
    sessionTimeoutMs: field(int32, '0+'),
    rebalanceTimeoutMs: field(int32, '1+', { default: -1 }),
    memberId: field(string, '0+'),
    groupInstanceId: field(string, '5+', { nullable: '5+', default: null }),
    protocolType: field(string, '0+'),
    protocols: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          metadata: field(bytes, '0+'),
        }),
      ),
      '0+',
    ),
    reason: field(string, '8+', { nullable: '8+', default: null }),
  },
});

const response = message({
  name: 'JoinGroupResponse',
  versions: '0-9',
  flexible: '6+',
  fields: {
    throttleTimeMs: field(int32, '2+'),
    errorCode: field(int16, '0+'),
    generationId: field(int32, '0+', { default: -1 }),
    protocolType: field(string, '7+', { nullable: '7+', default: null }),
    protocolName: field(string, '0+', { nullable: '7+' }),
    leader: field(string, '0+'),
    skipAssignment: field(bool, '9+', { default: false }),
    memberId: field(string, '0+'),
    members: field(
      arrayOf(
        struct({
          memberId: field(string, '0+'),
          groupInstanceId: field(string, '5+', { nullable: '5+', default: null }),
          metadata: field(bytes, '0+'),
        }),
      ),
      '0+',
    ),
  },
});

export const joinGroupApi = api(11, 'JoinGroup', request, response);
export type JoinGroupRequest = Decoded<typeof request>;
export type JoinGroupResponse = Encodable<typeof response>;
