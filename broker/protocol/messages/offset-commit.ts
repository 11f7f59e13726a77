/** OffsetCommit (key 8): stores how far a group has read. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'OffsetCommitRequest',
  versions: '2-10',
  flexible: '8+',
  fields: {
    groupId: field(string, '0+'),
    generationIdOrMemberEpoch: field(int32, '1+', { default: -1 }),
    memberId: field(string, '1+'),
    groupInstanceId: field(string, '7+', { nullable: '7+', default: null }),
    retentionTimeMs: field(int64, '2-4', { default: -1 }),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0-9'),
          topicId: field(uuid, '10+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                committedOffset: field(int64, '0+'),
                committedLeaderEpoch: field(int32, '6+', { default: -1 }),
                committedMetadata: field(string, '0+', { nullable: '0+' }),
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
  name: 'OffsetCommitResponse',
  versions: '2-10',
  flexible: '8+',
  fields: {
    throttleTimeMs: field(int32, '3+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0-9'),
          topicId: field(uuid, '10+'),
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

export const offsetCommitApi = api(8, 'OffsetCommit', request, response);
export type OffsetCommitRequest = Decoded<typeof request>;
export type OffsetCommitResponse = Encodable<typeof response>;
