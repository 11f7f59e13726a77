/**
 * GetReplicaLogInfo: how far a broker's logs reach, asked by the controller after unclean restarts. KIP-966 describes it,
 * Kafka has not built it and has no number for it; this one is far above Kafka's, and only brokers of ours speak it.
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'GetReplicaLogInfoRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    topicPartitions: field(arrayOf(struct({ topicId: field(uuid, '0+'), partitions: field(arrayOf(int32), '0+') })), '0+'),
  },
});

const response = message({
  name: 'GetReplicaLogInfoResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    brokerEpoch: field(int64, '0+'),
    topicPartitionLogInfoList: field(
      arrayOf(
        struct({
          topicId: field(uuid, '0+'),
          partitionLogInfo: field(
            arrayOf(
              struct({
                partition: field(int32, '0+'),
                lastWrittenLeaderEpoch: field(int32, '0+'),
                currentLeaderEpoch: field(int32, '0+'),
                logEndOffset: field(int64, '0+'),
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

export const getReplicaLogInfoApi = api(10_966, 'GetReplicaLogInfo', request, response);
export type GetReplicaLogInfoRequest = Decoded<typeof request>;
export type GetReplicaLogInfoResponse = Encodable<typeof response>;
