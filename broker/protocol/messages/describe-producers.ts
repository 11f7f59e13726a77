/** DescribeProducers (key 61): the idempotent producers a partition remembers. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DescribeProducersRequest',
  versions: '0',
  flexible: '0+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitionIndexes: field(arrayOf(int32), '0+'),
        }),
      ),
      '0+',
    ),
  },
});

const response = message({
  name: 'DescribeProducersResponse',
  versions: '0',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                errorMessage: field(string, '0+', { nullable: '0+', default: null }),
                activeProducers: field(
                  arrayOf(
                    struct({
                      producerId: field(int64, '0+'),
                      producerEpoch: field(int32, '0+'),
                      lastSequence: field(int32, '0+', { default: -1 }),
                      lastTimestamp: field(int64, '0+', { default: -1 }),
                      coordinatorEpoch: field(int32, '0+'),
                      currentTxnStartOffset: field(int64, '0+', { default: -1 }),
                    }),
                  ),
                  '0+',
                ),
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

export const describeProducersApi = api(61, 'DescribeProducers', request, response);
export type DescribeProducersRequest = Decoded<typeof request>;
export type DescribeProducersResponse = Encodable<typeof response>;
