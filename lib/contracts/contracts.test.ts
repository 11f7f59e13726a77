import { expect, test } from 'vitest';
import { publishRequest } from './publish';
import { kafkaRecord } from './record';
import { streamUpdate } from './stream';

const record = {
  partition: 0,
  offset: '9223372036854775807',
  timestamp: '-1',
  timestampType: 'CreateTime',
  key: null,
  value: { text: '' },
  headers: [
    { key: 'a', value: { text: '1' } },
    { key: 'b', value: null },
    { key: 'a', value: { base64: '/w==' } },
  ],
  sizes: { key: null, value: 0, headers: 4, record: 20 },
  batch: {
    baseOffset: '0',
    lastOffset: '0',
    recordCount: 1,
    codec: 'none',
    sizeBytes: 90,
    crc: 0xffff_ffff,
    leaderEpoch: 0,
    producerId: '-1',
    producerEpoch: -1,
    baseSequence: -1,
    isTransactional: false,
    isControl: false,
  },
};

test('a record that was read can be published as it is', () => {
  expect(kafkaRecord.safeParse(record).success).toBe(true);
  const parsed = publishRequest.parse(record);
  expect(parsed).toMatchObject({ key: null, value: { text: '' }, timestamp: '-1', headers: record.headers });
});

test('absent, null and empty stay apart', () => {
  expect(publishRequest.parse({})).toEqual({});
  expect(publishRequest.parse({ key: '', value: null })).toEqual({ key: '', value: null });
});

test('channels have defaults for what they leave out', () => {
  const parsed = streamUpdate.parse({
    channels: [
      { id: 't', kind: 'topics', query: {} },
      { id: 'x', kind: 'tail', topic: 'a' },
    ],
  });
  expect(parsed.channels).toEqual([
    { id: 't', kind: 'topics', query: { q: '', internal: false, sort: 'name', page: 1, pageSize: 50 } },
    { id: 'x', kind: 'tail', topic: 'a', query: {} },
  ]);
});
