/** LeaveGroup (key 13): members leave a classic group, from version 3 on several at once. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'LeaveGroupRequest',
  versions: '0-5',
  flexible: '4+',
  fields: {
    groupId: field(string, '0+'),
    memberId: field(string, '0-2'),
    members: field(
      arrayOf(
        struct({
          memberId: field(string, '3+'),
          groupInstanceId: field(string, '3+', { nullable: '3+', default: null }),
          reason: field(string, '5+', { nullable: '5+', default: null }),
        }),
      ),
      '3+',
    ),
  },
});

const response = message({
  name: 'LeaveGroupResponse',
  versions: '0-5',
  flexible: '4+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    errorCode: field(int16, '0+'),
    members: field(
      arrayOf(
        struct({
          memberId: field(string, '3+'),
          groupInstanceId: field(string, '3+', { nullable: '3+' }),
          errorCode: field(int16, '3+'),
        }),
      ),
      '3+',
    ),
  },
});

export const leaveGroupApi = api(13, 'LeaveGroup', request, response);
export type LeaveGroupRequest = Decoded<typeof request>;
export type LeaveGroupResponse = Encodable<typeof response>;
