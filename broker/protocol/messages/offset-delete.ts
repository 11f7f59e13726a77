/** OffsetDelete (key 47): removes a group's offsets of topics it no longer reads. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'OffsetDeleteRequest',
  versions: '0',
  flexible: 'none',
  fields: {
    groupId: field(string, '0+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
  },
});

const response = message({
  name: 'OffsetDeleteResponse',
  versions: '0',
  flexible: 'none',
  fields: {
    errorCode: field(int16, '0+'),
    throttleTimeMs: field(int32, '0+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
  },
});

export const offsetDeleteApi = api(47, 'OffsetDelete', request, response);
export type OffsetDeleteRequest = Decoded<typeof request>;
export type OffsetDeleteResponse = Encodable<typeof response>;
