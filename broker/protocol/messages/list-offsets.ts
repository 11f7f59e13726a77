/** ListOffsets (key 2): the offset for a timestamp; negative timestamps stand for the ends of the log. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int8, int16, int32, int64, int64Saturating } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'ListOffsetsRequest',
  versions: '1-11',
  flexible: '6+',
  fields: {
    replicaId: field(int32, '0+'),
    isolationLevel: field(int8, '2+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                currentLeaderEpoch: field(int32, '4+', { default: -1 }),
                timestamp: field(int64Saturating, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    timeoutMs: field(int32, '10+'),
  },
});

const response = message({
  name: 'ListOffsetsResponse',
  versions: '1-11',
  flexible: '6+',
  fields: {
    throttleTimeMs: field(int32, '2+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                timestamp: field(int64Saturating, '1+', { default: -1 }),
                offset: field(int64, '1+', { default: -1 }),
                leaderEpoch: field(int32, '4+', { default: -1 }),
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

export const listOffsetsApi = api(2, 'ListOffsets', request, response);
export type ListOffsetsRequest = Decoded<typeof request>;
export type ListOffsetsResponse = Encodable<typeof response>;
