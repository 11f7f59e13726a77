/** IncrementalAlterConfigs (key 44): sets, deletes or edits single configs. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int8, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'IncrementalAlterConfigsRequest',
  versions: '0-1',
  flexible: '1+',
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
                configOperation: field(int8, '0+'),
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
  name: 'IncrementalAlterConfigsResponse',
  versions: '0-1',
  flexible: '1+',
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

export const incrementalAlterConfigsApi = api(44, 'IncrementalAlterConfigs', request, response);
export type IncrementalAlterConfigsRequest = Decoded<typeof request>;
export type IncrementalAlterConfigsResponse = Encodable<typeof response>;
