/** Heartbeat (key 12): a classic group member is alive, and hears of rebalances. */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'HeartbeatRequest',
  versions: '0-4',
  flexible: '4+',
  fields: {
    groupId: field(string, '0+'),
    generationId: field(int32, '0+'),
    memberId: field(string, '0+'),
    groupInstanceId: field(string, '3+', { nullable: '3+', default: null }),
  },
});

const response = message({
  name: 'HeartbeatResponse',
  versions: '0-4',
  flexible: '4+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    errorCode: field(int16, '0+'),
  },
});

export const heartbeatApi = api(12, 'Heartbeat', request, response);
export type HeartbeatRequest = Decoded<typeof request>;
export type HeartbeatResponse = Encodable<typeof response>;
