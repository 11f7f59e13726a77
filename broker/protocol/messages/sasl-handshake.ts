/** SaslHandshake (key 17): the client names the SASL mechanism it will use. Its versions were never made flexible. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'SaslHandshakeRequest',
  versions: '0-1',
  flexible: 'none',
  fields: {
    mechanism: field(string, '0+'),
  },
});

const response = message({
  name: 'SaslHandshakeResponse',
  versions: '0-1',
  flexible: 'none',
  fields: {
    errorCode: field(int16, '0+'),
    mechanisms: field(arrayOf(string), '0+'),
  },
});

export const saslHandshakeApi = api(17, 'SaslHandshake', request, response);
export type SaslHandshakeRequest = Decoded<typeof request>;
export type SaslHandshakeResponse = Encodable<typeof response>;
