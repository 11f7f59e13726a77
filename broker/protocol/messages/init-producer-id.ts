/**
 * InitProducerId (key 22): the id and epoch under which an idempotent producer numbers its batches. Version 6 is unstable in Kafka and not served.
 */
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, int64 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'InitProducerIdRequest',
  versions: '0-5',
  flexible: '2+',
  fields: {
    transactionalId: field(string, '0+', { nullable: '0+' }),
    transactionTimeoutMs: field(int32, '0+'),
    producerId: field(int64, '3+', { default: -1 }),
    producerEpoch: field(int16, '3+', { default: -1 }),
    enable2Pc: field(bool, '6+', { default: false }),
    keepPreparedTxn: field(bool, '6+', { default: false }),
  },
});

const response = message({
  name: 'InitProducerIdResponse',
  versions: '0-5',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    producerId: field(int64, '0+', { default: -1 }),
    producerEpoch: field(int16, '0+'),
    ongoingTxnProducerId: field(int64, '6+', { default: -1 }),
    ongoingTxnProducerEpoch: field(int16, '6+', { default: -1 }),
  },
});

export const initProducerIdApi = api(22, 'InitProducerId', request, response);
export type InitProducerIdRequest = Decoded<typeof request>;
export type InitProducerIdResponse = Encodable<typeof response>;
