/** DescribeGroups (key 15): state and members of classic groups. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32 } from '../schema/scalar-types';
import { string, bytes } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DescribeGroupsRequest',
  versions: '0-6',
  flexible: '5+',
  fields: {
    groups: field(arrayOf(string), '0+'),
    includeAuthorizedOperations: field(bool, '3+'),
  },
});

const response = message({
  name: 'DescribeGroupsResponse',
  versions: '0-6',
  flexible: '5+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    groups: field(
      arrayOf(
        struct({
          errorCode: field(int16, '0+'),
          errorMessage: field(string, '6+', { nullable: '6+', default: null }),
          groupId: field(string, '0+'),
          groupState: field(string, '0+'),
          protocolType: field(string, '0+'),
          protocolData: field(string, '0+'),
          members: field(
            arrayOf(
              struct({
                memberId: field(string, '0+'),
                groupInstanceId: field(string, '4+', { nullable: '4+', default: null }),
                clientId: field(string, '0+'),
                clientHost: field(string, '0+'),
                memberMetadata: field(bytes, '0+'),
                memberAssignment: field(bytes, '0+'),
              }),
            ),
            '0+',
          ),
          authorizedOperations: field(int32, '3+', { default: -2147483648 }),
        }),
      ),
      '0+',
    ),
  },
});

export const describeGroupsApi = api(15, 'DescribeGroups', request, response);
export type DescribeGroupsRequest = Decoded<typeof request>;
export type DescribeGroupsResponse = Encodable<typeof response>;
