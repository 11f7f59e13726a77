/** AddRaftVoter (key 80): makes a replica that has the metadata log a voter of the quorum. */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';
import { replicaListeners } from './node-endpoints';

const request = message({
  name: 'AddRaftVoterRequest',
  versions: '0-1',
  flexible: '0+',
  fields: {
    clusterId: field(string, '0+', { nullable: '0+' }),
    timeoutMs: field(int32, '0+'),
    voterId: field(int32, '0+'),
    voterDirectoryId: field(uuid, '0+'),
    listeners: field(replicaListeners, '0+'),
    ackWhenCommitted: field(bool, '1+', { default: true }),
  },
});

const response = message({
  name: 'AddRaftVoterResponse',
  versions: '0-1',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+' }),
  },
});

export const addRaftVoterApi = api(80, 'AddRaftVoter', request, response);
export type AddRaftVoterRequest = Decoded<typeof request>;
export type AddRaftVoterResponse = Encodable<typeof response>;
