/** UnregisterBroker (key 64): forgets a broker that will not come back. */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'UnregisterBrokerRequest',
  versions: '0',
  flexible: '0+',
  fields: { brokerId: field(int32, '0+') },
});

const response = message({
  name: 'UnregisterBrokerResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+' }),
  },
});

export const unregisterBrokerApi = api(64, 'UnregisterBroker', request, response);
export type UnregisterBrokerRequest = Decoded<typeof request>;
export type UnregisterBrokerResponse = Encodable<typeof response>;
