/** SyncGroup (key 14): the leader hands in what each member is to read, everyone gets his part. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string, bytes } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'SyncGroupRequest',
  versions: '0-5',
  flexible: '4+',
  fields: {
    groupId: field(string, '0+'),
    generationId: field(int32, '0+'),
    memberId: field(string, '0+'),
    groupInstanceId: field(string, '3+', { nullable: '3+', default: null }),
    protocolType: field(string, '5+', { nullable: '5+', default: null }),
    protocolName: field(string, '5+', { nullable: '5+', default: null }),
    assignments: field(
      arrayOf(
        struct({
          memberId: field(string, '0+'),
          assignment: field(bytes, '0+'),
        }),
      ),
      '0+',
    ),
  },
});

const response = message({
  name: 'SyncGroupResponse',
  versions: '0-5',
  flexible: '4+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    errorCode: field(int16, '0+'),
    protocolType: field(string, '5+', { nullable: '5+', default: null }),
    protocolName: field(string, '5+', { nullable: '5+', default: null }),
    assignment: field(bytes, '0+'),
  },
});

export const syncGroupApi = api(14, 'SyncGroup', request, response);
export type SyncGroupRequest = Decoded<typeof request>;
export type SyncGroupResponse = Encodable<typeof response>;
