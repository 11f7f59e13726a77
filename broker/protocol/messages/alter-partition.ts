/** AlterPartition (key 56): a leader proposes an in-sync set to the controller, against the epochs it knows (KIP-497, KIP-903). */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int8, int16, int32, int64, uuid } from '../schema/scalar-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'AlterPartitionRequest',
  versions: '2-3',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    brokerEpoch: field(int64, '0+', { default: -1 }),
    topics: field(
      arrayOf(
        struct({
          topicId: field(uuid, '2+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                leaderEpoch: field(int32, '0+'),
                newIsr: field(arrayOf(int32), '0-2'),
                newIsrWithEpochs: field(
                  arrayOf(struct({ brokerId: field(int32, '3+'), brokerEpoch: field(int64, '3+', { default: -1 }) })),
                  '3+',
                ),
                leaderRecoveryState: field(int8, '1+', { default: 0 }),
                partitionEpoch: field(int32, '0+'),
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
  name: 'AlterPartitionResponse',
  versions: '2-3',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    topics: field(
      arrayOf(
        struct({
          topicId: field(uuid, '2+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                leaderId: field(int32, '0+'),
                leaderEpoch: field(int32, '0+'),
                isr: field(arrayOf(int32), '0+'),
                leaderRecoveryState: field(int8, '1+', { default: 0 }),
                partitionEpoch: field(int32, '0+'),
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

export const alterPartitionApi = api(56, 'AlterPartition', request, response);
export type AlterPartitionRequest = Decoded<typeof request>;
export type AlterPartitionResponse = Encodable<typeof response>;
