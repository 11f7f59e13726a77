import type { ReadRecord } from './record-row';

/** A record for tests, as if it had been read alone in its batch. */
export function testRecord(key: Buffer | null, value: Buffer | null, headers: ReadRecord['record']['headers'] = []): ReadRecord {
  return {
    partition: 2,
    isLogAppendTime: false,
    record: { offset: 7, timestamp: 1_700_000_000_000n, key, value, headers, sizeBytes: 10 },
    batch: {
      baseOffset: '7',
      lastOffset: '7',
      recordCount: 1,
      codec: 'none',
      sizeBytes: 80,
      crc: 0,
      leaderEpoch: 0,
      producerId: '-1',
      producerEpoch: -1,
      baseSequence: -1,
      isTransactional: false,
      isControl: false,
    },
  };
}
