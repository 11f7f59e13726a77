/** DescribeQuorum (key 55): leader, voters and observers of the metadata log. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, uint16, int32, int64, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const replicaState = struct({
  replicaId: field(int32, '0+'),
  replicaDirectoryId: field(uuid, '2+'),
  logEndOffset: field(int64, '0+'),
  lastFetchTimestamp: field(int64, '1+', { default: -1 }),
  lastCaughtUpTimestamp: field(int64, '1+', { default: -1 }),
});

const request = message({
  name: 'DescribeQuorumRequest',
  versions: '0-2',
  flexible: '0+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          topicName: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
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
  name: 'DescribeQuorumResponse',
  versions: '0-2',
  flexible: '0+',
  fields: {
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '2+', { nullable: '2+' }),
    topics: field(
      arrayOf(
        struct({
          topicName: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                errorMessage: field(string, '2+', { nullable: '2+' }),
                leaderId: field(int32, '0+'),
                leaderEpoch: field(int32, '0+'),
                highWatermark: field(int64, '0+'),
                currentVoters: field(arrayOf(replicaState), '0+'),
                observers: field(arrayOf(replicaState), '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    nodes: field(
      arrayOf(
        struct({
          nodeId: field(int32, '2+'),
          listeners: field(
            arrayOf(
              struct({
                name: field(string, '2+'),
                host: field(string, '2+'),
                port: field(uint16, '2+'),
              }),
            ),
            '2+',
          ),
        }),
      ),
      '2+',
    ),
  },
});

export const describeQuorumApi = api(55, 'DescribeQuorum', request, response);
export type DescribeQuorumRequest = Decoded<typeof request>;
export type DescribeQuorumResponse = Encodable<typeof response>;
