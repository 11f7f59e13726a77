/**
 * Envelope (key 58): a client's request, header and all, that a broker passes on to the controller, and the response to
 * it (KIP-590). Two tagged fields of the response are our own: what was refused in words, and how far the controller's
 * metadata is, for the broker to wait until its own is as far.
 */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int64 } from '../schema/scalar-types';
import { bytes, string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'EnvelopeRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    requestData: field(bytes, '0+'),
    requestPrincipal: field(bytes, '0+', { nullable: '0+' }),
    clientHostAddress: field(bytes, '0+'),
  },
});

const response = message({
  name: 'EnvelopeResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    responseData: field(bytes, '0+', { nullable: '0+', default: null }),
    errorCode: field(int16, '0+'),
    metadataOffset: field(int64, '0+', { default: -1, tag: 5000, beyondKafka: true }),
    errorMessage: field(string, '0+', { nullable: '0+', default: null, tag: 5001, beyondKafka: true }),
  },
});

export const envelopeApi = api(58, 'Envelope', request, response);
export type EnvelopeRequest = Decoded<typeof request>;
export type EnvelopeResponse = Encodable<typeof response>;
