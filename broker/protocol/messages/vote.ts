/** Vote (key 52): a voter of the metadata quorum asks another for its vote, or whether it would get it. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, int64, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';
import { nodeEndpoints } from './node-endpoints';

const request = message({
  name: 'VoteRequest',
  versions: '0-2',
  flexible: '0+',
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
                replicaEpoch: field(int32, '0+'),
                replicaId: field(int32, '0+'),
                replicaDirectoryId: field(uuid, '1+'),
                voterDirectoryId: field(uuid, '1+'),
                lastOffsetEpoch: field(int32, '0+'),
                lastOffset: field(int64, '0+'),
                preVote: field(bool, '2+'),
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
  name: 'VoteResponse',
  versions: '0-2',
  flexible: '0+',
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
                voteGranted: field(bool, '0+'),
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

export const voteApi = api(52, 'Vote', request, response);
export type VoteRequest = Decoded<typeof request>;
export type VoteResponse = Encodable<typeof response>;
