/** AllocateProducerIds (key 67): a broker asks the controller for its next block of producer ids. */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64 } from '../schema/scalar-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'AllocateProducerIdsRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    brokerEpoch: field(int64, '0+', { default: -1 }),
  },
});

const response = message({
  name: 'AllocateProducerIdsResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    producerIdStart: field(int64, '0+'),
    producerIdLen: field(int32, '0+'),
  },
});

export const allocateProducerIdsApi = api(67, 'AllocateProducerIds', request, response);
export type AllocateProducerIdsRequest = Decoded<typeof request>;
export type AllocateProducerIdsResponse = Encodable<typeof response>;
