/** AlterConfigs (key 33): replaces all configs of a topic or broker at once; IncrementalAlterConfigs took its place. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int8, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'AlterConfigsRequest',
  versions: '0-2',
  flexible: '2+',
  fields: {
    resources: field(
      arrayOf(
        struct({
          resourceType: field(int8, '0+'),
          resourceName: field(string, '0+'),
          configs: field(
            arrayOf(
              struct({
                name: field(string, '0+'),
                value: field(string, '0+', { nullable: '0+' }),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    validateOnly: field(bool, '0+'),
  },
});

const response = message({
  name: 'AlterConfigsResponse',
  versions: '0-2',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    responses: field(
      arrayOf(
        struct({
          errorCode: field(int16, '0+'),
          errorMessage: field(string, '0+', { nullable: '0+' }),
          resourceType: field(int8, '0+'),
          resourceName: field(string, '0+'),
        }),
      ),
      '0+',
    ),
  },
});

export const alterConfigsApi = api(33, 'AlterConfigs', request, response);
export type AlterConfigsRequest = Decoded<typeof request>;
export type AlterConfigsResponse = Encodable<typeof response>;
