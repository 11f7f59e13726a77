/** DescribeTopicPartitions (key 75): topics page by page, with a cursor. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DescribeTopicPartitionsRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
        }),
      ),
      '0+',
    ),
    responsePartitionLimit: field(int32, '0+', { default: 2000 }),
    cursor: field(
      struct({
        topicName: field(string, '0+'),
        partitionIndex: field(int32, '0+'),
      }),
      '0+',
      { nullable: '0+', default: null },
    ),
  },
});

const response = message({
  name: 'DescribeTopicPartitionsResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    topics: field(
      arrayOf(
        struct({
          errorCode: field(int16, '0+'),
          name: field(string, '0+', { nullable: '0+' }),
          topicId: field(uuid, '0+'),
          isInternal: field(bool, '0+', { default: false }),
          partitions: field(
            arrayOf(
              struct({
                errorCode: field(int16, '0+'),
                partitionIndex: field(int32, '0+'),
                leaderId: field(int32, '0+'),
                leaderEpoch: field(int32, '0+', { default: -1 }),
                replicaNodes: field(arrayOf(int32), '0+'),
                isrNodes: field(arrayOf(int32), '0+'),
                eligibleLeaderReplicas: field(arrayOf(int32), '0+', { nullable: '0+', default: null }),
                lastKnownElr: field(arrayOf(int32), '0+', { nullable: '0+', default: null }),
                offlineReplicas: field(arrayOf(int32), '0+'),
              }),
            ),
            '0+',
          ),
          topicAuthorizedOperations: field(int32, '0+', { default: -2147483648 }),
        }),
      ),
      '0+',
    ),
    nextCursor: field(
      struct({
        topicName: field(string, '0+'),
        partitionIndex: field(int32, '0+'),
      }),
      '0+',
      { nullable: '0+', default: null },
    ),
  },
});

export const describeTopicPartitionsApi = api(75, 'DescribeTopicPartitions', request, response);
export type DescribeTopicPartitionsRequest = Decoded<typeof request>;
export type DescribeTopicPartitionsResponse = Encodable<typeof response>;
