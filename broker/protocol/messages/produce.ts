/**
 * Produce (key 0): record batches for partitions. Advertised from version 0 (KAFKA-18659) and served from 3, where record batches begin.
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64, uuid } from '../schema/scalar-types';
import { string, records } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'ProduceRequest',
  versions: '3-13',
  flexible: '9+',
  fields: {
    transactionalId: field(string, '3+', { nullable: '3+', default: null }),
    acks: field(int16, '0+'),
    timeoutMs: field(int32, '0+'),
    topicData: field(
      arrayOf(
        struct({
          name: field(string, '0-12'),
          topicId: field(uuid, '13+'),
          partitionData: field(
            arrayOf(
              struct({
                index: field(int32, '0+'),
                records: field(records, '0+', { nullable: '0+' }),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
  },
});

const response = message({
  name: 'ProduceResponse',
  versions: '3-13',
  flexible: '9+',
  fields: {
    responses: field(
      arrayOf(
        struct({
          name: field(string, '0-12'),
          topicId: field(uuid, '13+'),
          partitionResponses: field(
            arrayOf(
              struct({
                index: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                baseOffset: field(int64, '0+'),
                logAppendTimeMs: field(int64, '2+', { default: -1 }),
                logStartOffset: field(int64, '5+', { default: -1 }),
                recordErrors: field(
                  arrayOf(
                    struct({
                      batchIndex: field(int32, '8+'),
                      batchIndexErrorMessage: field(string, '8+', { nullable: '8+', default: null }),
                    }),
                  ),
                  '8+',
                ),
                errorMessage: field(string, '8+', { nullable: '8+', default: null }),
                currentLeader: field(
                  struct({
                    leaderId: field(int32, '10+', { default: -1 }),
                    leaderEpoch: field(int32, '10+', { default: -1 }),
                  }),
                  '10+',
                  { tag: 0 },
                ),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    throttleTimeMs: field(int32, '1+', { default: 0 }),
    nodeEndpoints: field(
      arrayOf(
        struct({
          nodeId: field(int32, '10+'),
          host: field(string, '10+'),
          port: field(int32, '10+'),
          rack: field(string, '10+', { nullable: '10+', default: null }),
        }),
      ),
      '10+',
      { tag: 0 },
    ),
  },
});

export const produceApi = api(0, 'Produce', request, response);
export type ProduceRequest = Decoded<typeof request>;
export type ProduceResponse = Encodable<typeof response>;
