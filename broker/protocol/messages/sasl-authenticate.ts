/** SaslAuthenticate (key 36): one message of the exchange that SaslHandshake agreed on, and the answer to it. */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int64 } from '../schema/scalar-types';
import { bytes, string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'SaslAuthenticateRequest',
  versions: '0-2',
  flexible: '2+',
  fields: {
    authBytes: field(bytes, '0+'),
  },
});

const response = message({
  name: 'SaslAuthenticateResponse',
  versions: '0-2',
  flexible: '2+',
  fields: {
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+' }),
    authBytes: field(bytes, '0+'),
    sessionLifetimeMs: field(int64, '1+', { default: 0 }),
  },
});

export const saslAuthenticateApi = api(36, 'SaslAuthenticate', request, response);
export type SaslAuthenticateRequest = Decoded<typeof request>;
export type SaslAuthenticateResponse = Encodable<typeof response>;
