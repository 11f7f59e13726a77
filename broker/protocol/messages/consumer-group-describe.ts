/** ConsumerGroupDescribe (key 69): state and members of groups of the consumer protocol (KIP-848). */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded } from '../schema/message';
import { bool, int8, int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const assignment = struct({
  topicPartitions: field(
    arrayOf(
      struct({
        topicId: field(uuid, '0+'),
        topicName: field(string, '0+'),
        partitions: field(arrayOf(int32), '0+'),
      }),
    ),
    '0+',
  ),
});

const request = message({
  name: 'ConsumerGroupDescribeRequest',
  versions: '0-1',
  flexible: '0+',
  fields: {
    groupIds: field(arrayOf(string), '0+'),
    includeAuthorizedOperations: field(bool, '0+'),
  },
});

const response = message({
  name: 'ConsumerGroupDescribeResponse',
  versions: '0-1',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    groups: field(
      arrayOf(
        struct({
          errorCode: field(int16, '0+'),
          errorMessage: field(string, '0+', { nullable: '0+', default: null }),
          groupId: field(string, '0+'),
          groupState: field(string, '0+'),
          groupEpoch: field(int32, '0+'),
          assignmentEpoch: field(int32, '0+'),
          assignorName: field(string, '0+'),
          members: field(
            arrayOf(
              struct({
                memberId: field(string, '0+'),
                instanceId: field(string, '0+', { nullable: '0+', default: null }),
                rackId: field(string, '0+', { nullable: '0+', default: null }),
                memberEpoch: field(int32, '0+'),
                clientId: field(string, '0+'),
                clientHost: field(string, '0+'),
                subscribedTopicNames: field(arrayOf(string), '0+'),
                subscribedTopicRegex: field(string, '0+', { nullable: '0+', default: null }),
                assignment: field(assignment, '0+'),
                targetAssignment: field(assignment, '0+'),
                memberType: field(int8, '1+', { default: -1 }),
              }),
            ),
            '0+',
          ),
          authorizedOperations: field(int32, '0+', { default: -2147483648 }),
        }),
      ),
      '0+',
    ),
  },
});

export const consumerGroupDescribeApi = api(69, 'ConsumerGroupDescribe', request, response);
export type ConsumerGroupDescribeResponse = Decoded<typeof response>;
