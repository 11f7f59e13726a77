/** AlterPartitionReassignments (key 45): starts, replaces and cancels moves of replicas (KIP-455). */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'AlterPartitionReassignmentsRequest',
  versions: '0-1',
  flexible: '0+',
  fields: {
    timeoutMs: field(int32, '0+', { default: 60000 }),
    allowReplicationFactorChange: field(bool, '1+', { default: true }),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                replicas: field(arrayOf(int32), '0+', { nullable: '0+', default: null }),
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
  name: 'AlterPartitionReassignmentsResponse',
  versions: '0-1',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    allowReplicationFactorChange: field(bool, '1+', { default: true }),
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+' }),
    responses: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                errorMessage: field(string, '0+', { nullable: '0+' }),
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

export const alterPartitionReassignmentsApi = api(45, 'AlterPartitionReassignments', request, response);
export type AlterPartitionReassignmentsRequest = Decoded<typeof request>;
export type AlterPartitionReassignmentsResponse = Encodable<typeof response>;
