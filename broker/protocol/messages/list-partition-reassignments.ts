/** ListPartitionReassignments (key 46): replicas that are being moved; probed by tools when they describe topics. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'ListPartitionReassignmentsRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    timeoutMs: field(int32, '0+', { default: 60000 }),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitionIndexes: field(arrayOf(int32), '0+'),
        }),
      ),
      '0+',
      { nullable: '0+', default: null },
    ),
  },
});

const response = message({
  name: 'ListPartitionReassignmentsResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+' }),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                replicas: field(arrayOf(int32), '0+'),
                addingReplicas: field(arrayOf(int32), '0+'),
                removingReplicas: field(arrayOf(int32), '0+'),
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

export const listPartitionReassignmentsApi = api(46, 'ListPartitionReassignments', request, response);
export type ListPartitionReassignmentsRequest = Decoded<typeof request>;
export type ListPartitionReassignmentsResponse = Encodable<typeof response>;
