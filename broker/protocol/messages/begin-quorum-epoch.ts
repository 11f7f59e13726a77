/** BeginQuorumEpoch (key 53): the new leader of the metadata quorum tells the voters. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';
import { nodeEndpoints, replicaListeners } from './node-endpoints';

const request = message({
  name: 'BeginQuorumEpochRequest',
  versions: '0-1',
  flexible: '1+',
  fields: {
    clusterId: field(string, '0+', { nullable: '0+', default: null }),
    voterId: field(int32, '1+', { default: -1 }),
    topics: field(
      arrayOf(
        struct({
          topicName: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                voterDirectoryId: field(uuid, '1+'),
                leaderId: field(int32, '0+'),
                leaderEpoch: field(int32, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    leaderEndpoints: field(replicaListeners, '1+'),
  },
});

const response = message({
  name: 'BeginQuorumEpochResponse',
  versions: '0-1',
  flexible: '1+',
  fields: {
    errorCode: field(int16, '0+'),
    topics: field(
      arrayOf(
        struct({
          topicName: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                leaderId: field(int32, '0+'),
                leaderEpoch: field(int32, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    nodeEndpoints,
  },
});

export const beginQuorumEpochApi = api(53, 'BeginQuorumEpoch', request, response);
export type BeginQuorumEpochRequest = Decoded<typeof request>;
export type BeginQuorumEpochResponse = Encodable<typeof response>;
