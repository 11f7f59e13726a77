import { arrayOf } from '../schema/array';
import { message } from '../schema/message';
import { int16, int32, int64, int8 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

/** Record type 0. */
export const transactionLogKey = message({
  name: 'TransactionLogKey',
  versions: '0',
  flexible: 'none',
  fields: {
    transactionalId: field(string, '0'),
  },
});

const partitionsSchema = struct({
  topic: field(string, '0+'),
  partitionIds: field(arrayOf(int32), '0+'),
});

/** Record type 0. */
export const transactionLogValue = message({
  name: 'TransactionLogValue',
  versions: '0-1',
  flexible: '1+',
  fields: {
    producerId: field(int64, '0+'),
    previousProducerId: field(int64, '1+', { tag: 0, default: -1 }),
    nextProducerId: field(int64, '1+', { tag: 1, default: -1 }),
    producerEpoch: field(int16, '0+'),
    transactionTimeoutMs: field(int32, '0+'),
    transactionStatus: field(int8, '0+'),
    transactionPartitions: field(arrayOf(partitionsSchema), '0+', { nullable: '0+' }),
    transactionLastUpdateTimestampMs: field(int64, '0+'),
    transactionStartTimestampMs: field(int64, '0+'),
    clientTransactionVersion: field(int16, '1+', { tag: 2, default: 0 }),
  },
});
