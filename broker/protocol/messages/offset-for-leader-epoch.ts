/**
 * OffsetForLeaderEpoch (key 23): where a leader epoch ends, for truncation checks. Versions 0 and 1 are served beyond Kafka 4's range, for
 * old clients.
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'OffsetForLeaderEpochRequest',
  versions: '0-4',
  flexible: '4+',
  fields: {
    replicaId: field(int32, '3+', { default: -2 }),
    topics: field(
      arrayOf(
        struct({
          topic: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partition: field(int32, '0+'),
                currentLeaderEpoch: field(int32, '2+', { default: -1 }),
                leaderEpoch: field(int32, '0+'),
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
  name: 'OffsetForLeaderEpochResponse',
  versions: '0-4',
  flexible: '4+',
  fields: {
    throttleTimeMs: field(int32, '2+'),
    topics: field(
      arrayOf(
        struct({
          topic: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                errorCode: field(int16, '0+'),
                partition: field(int32, '0+'),
                leaderEpoch: field(int32, '1+', { default: -1 }),
                endOffset: field(int64, '0+', { default: -1 }),
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

export const offsetForLeaderEpochApi = api(23, 'OffsetForLeaderEpoch', request, response);
export type OffsetForLeaderEpochRequest = Decoded<typeof request>;
export type OffsetForLeaderEpochResponse = Encodable<typeof response>;
