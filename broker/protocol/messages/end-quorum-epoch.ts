/** EndQuorumEpoch (key 54): the leader of the metadata quorum gives up its epoch and says who should follow it. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';
import { nodeEndpoints, replicaListeners } from './node-endpoints';

const request = message({
  name: 'EndQuorumEpochRequest',
  versions: '0-1',
  flexible: '1+',
  fields: {
    clusterId: field(string, '0+', { nullable: '0+', default: null }),
    topics: field(
      arrayOf(
        struct({
          topicName: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                leaderId: field(int32, '0+'),
                leaderEpoch: field(int32, '0+'),
                preferredSuccessors: field(arrayOf(int32), '0'),
                preferredCandidates: field(
                  arrayOf(
                    struct({
                      candidateId: field(int32, '1+'),
                      candidateDirectoryId: field(uuid, '1+'),
                    }),
                  ),
                  '1+',
                ),
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
  name: 'EndQuorumEpochResponse',
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

export const endQuorumEpochApi = api(54, 'EndQuorumEpoch', request, response);
export type EndQuorumEpochRequest = Decoded<typeof request>;
export type EndQuorumEpochResponse = Encodable<typeof response>;
