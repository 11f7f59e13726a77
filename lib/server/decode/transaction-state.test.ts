import { expect, test } from 'vitest';
import { transactionLogKey, transactionLogValue } from '@/broker/protocol/transaction-records/transaction-log';
import { ClusterSchemas } from '../schemas/cluster-schemas';
import { RecordDecoder } from './record-decoder';

const decoder = new RecordDecoder('__transaction_state', {}, new ClusterSchemas({ schemaRegistry: null, schemas: [] }));
const versioned = (version: number, body: Buffer) => Buffer.concat([Buffer.from([0, version]), body]);

function read(key: Buffer, value: Buffer | null) {
  const record = { offset: 0, timestamp: 0n, headers: [], sizeBytes: 0, key, value };
  return [decoder.decode(record, 'key'), decoder.decode(record, 'value')].map((decoding) =>
    decoding === undefined || !('json' in decoding.body) ? decoding?.body : (JSON.parse(decoding.body.json) as unknown),
  );
}

const key = versioned(0, transactionLogKey.encode(0, { transactionalId: 'billing' }));
const ongoing = {
  producerId: 7,
  previousProducerId: -1,
  nextProducerId: -1,
  producerEpoch: 3,
  transactionTimeoutMs: 60_000,
  transactionStatus: 1,
  transactionPartitions: [{ topic: 'orders', partitionIds: [0, 2] }],
  transactionLastUpdateTimestampMs: 1_700_000_000_001,
  transactionStartTimestampMs: 1_700_000_000_000,
  clientTransactionVersion: 2,
};

test('a transaction that goes on, in both versions', () => {
  const words = {
    state: 'Ongoing',
    producerId: 7,
    producerEpoch: 3,
    timeoutMs: 60_000,
    partitions: [{ topic: 'orders', partitions: [0, 2] }],
    startedAt: '2023-11-14T22:13:20.000Z',
    updatedAt: '2023-11-14T22:13:20.001Z',
  };
  expect(read(key, versioned(0, transactionLogValue.encode(0, ongoing)))).toEqual([{ transactionalId: 'billing' }, words]);
  expect(read(key, versioned(1, transactionLogValue.encode(1, { ...ongoing, previousProducerId: 5 })))[1]).toEqual({
    ...words,
    previousProducerId: 5,
    clientTransactionVersion: 2,
  });
});

test('bytes as Kafka 3 writes them: nothing under way, no partitions', () => {
  const bytes = `0000 0000000000000007 0003 0000ea60 00 ffffffff 0000018bcfe56801 ffffffffffffffff`;
  expect(read(key, Buffer.from(bytes.replaceAll(' ', ''), 'hex'))[1]).toEqual({
    state: 'Empty',
    producerId: 7,
    producerEpoch: 3,
    timeoutMs: 60_000,
    partitions: [],
    updatedAt: '2023-11-14T22:13:20.001Z',
  });
});

test('newer versions, a tombstone, and bytes that are cut off', () => {
  expect(read(versioned(4, Buffer.alloc(2)), null)).toEqual([
    { problem: 'It is of version 4, which is not read here.' },
    undefined,
  ]);
  expect(read(key, Buffer.from([0, 0, 1]))[1]).toHaveProperty('problem');
  expect(read(key, Buffer.from([0]))[1]).toEqual({ problem: 'It does not begin with a version.' });
});
