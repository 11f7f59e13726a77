/** UpdateRaftVoter (key 82): a voter of the metadata quorum tells the leader where it can be reached now. */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';
import { replicaListeners } from './node-endpoints';

const request = message({
  name: 'UpdateRaftVoterRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    clusterId: field(string, '0+', { nullable: '0+' }),
    currentLeaderEpoch: field(int32, '0+'),
    voterId: field(int32, '0+'),
    voterDirectoryId: field(uuid, '0+'),
    listeners: field(replicaListeners, '0+'),
    kRaftVersionFeature: field(
      struct({
        minSupportedVersion: field(int16, '0+'),
        maxSupportedVersion: field(int16, '0+'),
      }),
      '0+',
    ),
  },
});

const response = message({
  name: 'UpdateRaftVoterResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    currentLeader: field(
      struct({
        leaderId: field(int32, '0+', { default: -1 }),
        leaderEpoch: field(int32, '0+', { default: -1 }),
        host: field(string, '0+'),
        port: field(int32, '0+'),
      }),
      '0+',
      { tag: 0 },
    ),
  },
});

export const updateRaftVoterApi = api(82, 'UpdateRaftVoter', request, response);
export type UpdateRaftVoterRequest = Decoded<typeof request>;
export type UpdateRaftVoterResponse = Encodable<typeof response>;
