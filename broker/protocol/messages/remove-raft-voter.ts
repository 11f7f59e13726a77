/** RemoveRaftVoter (key 81): takes a replica out of the voters of the metadata quorum. */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'RemoveRaftVoterRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    clusterId: field(string, '0+', { nullable: '0+' }),
    voterId: field(int32, '0+'),
    voterDirectoryId: field(uuid, '0+'),
  },
});

const response = message({
  name: 'RemoveRaftVoterResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+' }),
  },
});

export const removeRaftVoterApi = api(81, 'RemoveRaftVoter', request, response);
export type RemoveRaftVoterRequest = Decoded<typeof request>;
export type RemoveRaftVoterResponse = Encodable<typeof response>;
