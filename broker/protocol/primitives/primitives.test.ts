import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTopicsApi } from '../messages/create-topics';
import { deleteTopicsApi } from '../messages/delete-topics';
import { describeConfigsApi } from '../messages/describe-configs';
import { offsetForLeaderEpochApi } from '../messages/offset-for-leader-epoch';
import { metadataApi } from '../messages/metadata';
import { CodecError } from './codec-error';
import { Reader } from './reader';
import { Writer } from './writer';

function roundTrip<T>(write: (writer: Writer) => void, read: (reader: Reader) => T): T {
  const writer = new Writer(1);
  write(writer);
  const reader = new Reader(writer.toBuffer());
  const value = read(reader);
  expect(reader.remaining).toBe(0);
  return value;
}

test('numbers survive', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      (int32, safe, int64) => {
        expect(
          roundTrip(
            (writer) => writer.writeInt32(int32),
            (reader) => reader.readInt32(),
          ),
        ).toBe(int32);
        expect(
          roundTrip(
            (writer) => writer.writeVarint(int32),
            (reader) => reader.readVarint(),
          ),
        ).toBe(int32);
        expect(
          roundTrip(
            (writer) => writer.writeUnsignedVarint(int32 >>> 0),
            (reader) => reader.readUnsignedVarint(),
          ),
        ).toBe(int32 >>> 0);
        expect(
          roundTrip(
            (writer) => writer.writeBigInt64(int64),
            (reader) => reader.readBigInt64(),
          ),
        ).toBe(int64);
        expect(
          roundTrip(
            (writer) => writer.writeBigVarlong(int64),
            (reader) => reader.readBigVarlong(),
          ),
        ).toBe(int64);
        expect(
          roundTrip(
            (writer) => writer.writeInt64Saturating(safe),
            (reader) => reader.readInt64Saturating(),
          ),
        ).toBe(safe);
      },
    ),
  );
});

test.each([
  ['0', '00'],
  ['-1', '01'],
  ['1', '02'],
  ['300', 'd804'],
  ['2147483647', 'feffffff0f'],
  ['-2147483648', 'ffffffff0f'],
])('the varint of %s has the bytes of the specification', (value, hex) => {
  const writer = new Writer();
  writer.writeVarint(Number(value));
  expect(writer.toBuffer().toString('hex')).toBe(hex);
});

test.each(['ffffffffff', 'ffffffff1f', '8080808080'])('a varint of more than 32 bits is refused: %s', (hex) => {
  expect(() => new Reader(Buffer.from(hex, 'hex')).readUnsignedVarint()).toThrow(CodecError);
});

test('an int64 beyond the safe range is refused where it must be exact, and saturates where it may', () => {
  const bytes = Buffer.from('7fffffffffffffff8000000000000000', 'hex');
  expect(() => new Reader(bytes).readInt64()).toThrow(CodecError);
  const reader = new Reader(bytes);
  expect([reader.readInt64Saturating(), reader.readInt64Saturating()]).toEqual([
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
  ]);
});

test('an error says where it is, by byte and by field', () => {
  const encoded = metadataApi.response.encode(1, {
    brokers: [{ nodeId: 1, host: 'h', port: 1 }],
    topics: [{ errorCode: 0, name: 't', partitions: [] }],
  });
  encoded.writeInt16BE(99, encoded.length - 8);
  try {
    metadataApi.response.decode(encoded, 1);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ fieldPath: 'topics[0].name', byteOffset: encoded.length - 6 });
  }
});

test('many small arrays do not add up to more elements than memory is worth', () => {
  const topics = Buffer.alloc(4 + 6 * 700_000);
  topics.writeInt32BE(700_000);
  const reader = new Reader(topics);
  for (let round = 0; round < 5; round += 1) {
    reader.offset = 0;
    reader.readArrayLength(false);
  }
  reader.offset = 0;
  expect(() => reader.readArrayLength(false)).toThrow(/array elements/);
});

test.each([
  ['CreateTopics 0', createTopicsApi.request, 0, '00000001000174000000010001000000000000000000001388'],
  ['CreateTopics 1', createTopicsApi.request, 1, '0000000100017400000001000100000000000000000000138801'],
  ['DeleteTopics 0', deleteTopicsApi.request, 0, '0000000100017400001388'],
  ['OffsetForLeaderEpoch 0', offsetForLeaderEpochApi.request, 0, '000000010001740000000100000000000000' + '05'],
] as const)('%s requests of old clients are read', (_name, request, version, hex) => {
  expect(() => request.decode(Buffer.from(hex, 'hex'), version)).not.toThrow();
});

test('responses of the oldest versions have the layout of their time', () => {
  const results = [
    {
      errorCode: 0,
      errorMessage: null,
      resourceType: 2,
      resourceName: 't',
      configs: [
        {
          name: 'n',
          value: 'v',
          readOnly: false,
          isDefault: true,
          configSource: 5,
          isSensitive: false,
          synonyms: [],
          documentation: null,
        },
      ],
    },
  ];
  expect(describeConfigsApi.response.encode(0, { throttleTimeMs: 0, results }).toString('hex')).toBe(
    '00000000' + '00000001' + '0000' + 'ffff' + '02' + '000174' + '00000001' + '00016e' + '000176' + '00' + '01' + '00',
  );
  const created = { throttleTimeMs: 9, topics: [{ name: 't', errorCode: 36, errorMessage: 'm', configs: [] }] };
  expect(createTopicsApi.response.encode(0, created).toString('hex')).toBe('00000001' + '000174' + '0024');
  expect(createTopicsApi.response.encode(1, created).toString('hex')).toBe('00000001' + '000174' + '0024' + '00016d');
  expect(
    deleteTopicsApi.response.encode(0, { throttleTimeMs: 9, responses: [{ name: 't', errorCode: 3 }] }).toString('hex'),
  ).toBe('00000001' + '000174' + '0003');
  const epochs = [{ topic: 't', partitions: [{ errorCode: 0, partition: 1, leaderEpoch: 5, endOffset: 7 }] }];
  expect(offsetForLeaderEpochApi.response.encode(0, { topics: epochs }).toString('hex')).toBe(
    '00000001' + '000174' + '00000001' + '0000' + '00000001' + '0000000000000007',
  );
  expect(offsetForLeaderEpochApi.response.encode(1, { topics: epochs }).toString('hex')).toBe(
    '00000001' + '000174' + '00000001' + '0000' + '00000001' + '00000005' + '0000000000000007',
  );
});
