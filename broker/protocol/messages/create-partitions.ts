/** CreatePartitions (key 37): adds partitions to topics. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'CreatePartitionsRequest',
  versions: '0-3',
  flexible: '2+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          count: field(int32, '0+'),
          assignments: field(
            arrayOf(
              struct({
                brokerIds: field(arrayOf(int32), '0+'),
              }),
            ),
            '0+',
            { nullable: '0+' },
          ),
        }),
      ),
      '0+',
    ),
    timeoutMs: field(int32, '0+'),
    validateOnly: field(bool, '0+'),
  },
});

const response = message({
  name: 'CreatePartitionsResponse',
  versions: '0-3',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    results: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          errorCode: field(int16, '0+'),
          errorMessage: field(string, '0+', { nullable: '0+', default: null }),
        }),
      ),
      '0+',
    ),
  },
});

export const createPartitionsApi = api(37, 'CreatePartitions', request, response);
export type CreatePartitionsRequest = Decoded<typeof request>;
export type CreatePartitionsResponse = Encodable<typeof response>;
