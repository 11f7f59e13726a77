/** ListGroups (key 16): the groups a broker coordinates. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'ListGroupsRequest',
  versions: '0-5',
  flexible: '3+',
  fields: {
    statesFilter: field(arrayOf(string), '4+'),
    typesFilter: field(arrayOf(string), '5+'),
  },
});

const response = message({
  name: 'ListGroupsResponse',
  versions: '0-5',
  flexible: '3+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    errorCode: field(int16, '0+'),
    groups: field(
      arrayOf(
        struct({
          groupId: field(string, '0+'),
          protocolType: field(string, '0+'),
          groupState: field(string, '4+'),
          groupType: field(string, '5+'),
        }),
      ),
      '0+',
    ),
  },
});

export const listGroupsApi = api(16, 'ListGroups', request, response);
export type ListGroupsRequest = Decoded<typeof request>;
export type ListGroupsResponse = Encodable<typeof response>;
