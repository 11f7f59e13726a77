/** DeleteGroups (key 42): removes empty consumer groups and their offsets. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DeleteGroupsRequest',
  versions: '0-2',
  flexible: '2+',
  fields: {
    groupsNames: field(arrayOf(string), '0+'),
  },
});

const response = message({
  name: 'DeleteGroupsResponse',
  versions: '0-2',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    results: field(
      arrayOf(
        struct({
          groupId: field(string, '0+'),
          errorCode: field(int16, '0+'),
        }),
      ),
      '0+',
    ),
  },
});

export const deleteGroupsApi = api(42, 'DeleteGroups', request, response);
export type DeleteGroupsRequest = Decoded<typeof request>;
export type DeleteGroupsResponse = Encodable<typeof response>;
