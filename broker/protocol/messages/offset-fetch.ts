/** OffsetFetch (key 9): how far groups have read; from version 8 on for several groups. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, int64, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'OffsetFetchRequest',
  versions: '1-10',
  flexible: '6+',
  fields: {
    groupId: field(string, '0-7'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0-7'),
          partitionIndexes: field(arrayOf(int32), '0-7'),
        }),
      ),
      '0-7',
      { nullable: '2-7' },
    ),
    groups: field(
      arrayOf(
        struct({
          groupId: field(string, '8+'),
          memberId: field(string, '9+', { nullable: '9+', default: null }),
          memberEpoch: field(int32, '9+', { default: -1 }),
          topics: field(
            arrayOf(
              struct({
                name: field(string, '8-9'),
                topicId: field(uuid, '10+'),
                partitionIndexes: field(arrayOf(int32), '8+'),
              }),
            ),
            '8+',
            { nullable: '8+' },
          ),
        }),
      ),
      '8+',
    ),
    requireStable: field(bool, '7+', { default: false }),
  },
});

const response = message({
  name: 'OffsetFetchResponse',
  versions: '1-10',
  flexible: '6+',
  fields: {
    throttleTimeMs: field(int32, '3+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0-7'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0-7'),
                committedOffset: field(int64, '0-7'),
                committedLeaderEpoch: field(int32, '5-7', { default: -1 }),
                metadata: field(string, '0-7', { nullable: '0-7' }),
                errorCode: field(int16, '0-7'),
              }),
            ),
            '0-7',
          ),
        }),
      ),
      '0-7',
    ),
    errorCode: field(int16, '2-7', { default: 0 }),
    groups: field(
      arrayOf(
        struct({
          groupId: field(string, '8+'),
          topics: field(
            arrayOf(
              struct({
                name: field(string, '8-9'),
                topicId: field(uuid, '10+'),
                partitions: field(
                  arrayOf(
                    struct({
                      partitionIndex: field(int32, '8+'),
                      committedOffset: field(int64, '8+'),
                      committedLeaderEpoch: field(int32, '8+', { default: -1 }),
                      metadata: field(string, '8+', { nullable: '8+' }),
                      errorCode: field(int16, '8+'),
                    }),
                  ),
                  '8+',
                ),
              }),
            ),
            '8+',
          ),
          errorCode: field(int16, '8+', { default: 0 }),
        }),
      ),
      '8+',
    ),
  },
});

export const offsetFetchApi = api(9, 'OffsetFetch', request, response);
export type OffsetFetchRequest = Decoded<typeof request>;
export type OffsetFetchResponse = Encodable<typeof response>;
