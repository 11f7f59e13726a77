import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeSubscription } from '../../../client/consumer-protocol-bytes';
import { groupRecordCodec } from '../../../coordinator/group/records/group-record';
import { encodeBootstrapCheckpoint } from '../../../interbroker/bootstrap-checkpoint';
import { encodeProducerSnapshot } from '../../../log/producer-snapshot';
import { encodeMetadataRecord } from '../../../metadata/metadata-record';
import { encodeBatch, type BatchOptions, type RecordInput } from '../../../protocol/records/encode-batch';
import { toolPlatform } from '../tool-fixture';
import { dumpLog } from './dump-log';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-dump-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function run(...args: string[]): Promise<[code: number, stdout: string, stderr: string]> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const into = (texts: string[]): Writable =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        texts.push(chunk.toString());
        done();
      },
    });
  const code = await dumpLog.run(args, {
    stdin: Readable.from([]),
    stdout: into(stdout),
    stderr: into(stderr),
    platform: toolPlatform,
    interrupted: new AbortController().signal,
  });
  return [code, stdout.join(''), stderr.join('')];
}

async function fileOf(name: string, ...parts: Buffer[]): Promise<string> {
  const file = path.join(directory, name);
  await writeFile(file, Buffer.concat(parts));
  return file;
}

const record = (key: string | null, value: string | null, timestampMs = 1_000): RecordInput => ({
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
  timestampMs,
});

const batch = (records: RecordInput[], options: BatchOptions = {}): Buffer => encodeBatch(records, options);

/** Checksums are the codec's business. */
const withoutCrc = (text: string): string => text.replaceAll(/crc: \d+/g, 'crc: …');

const logName = '00000000000000000000.log';

test('batches and records as Kafka prints them', async () => {
  const first = batch([record('k', 'v'), { ...record(null, 'x'), headers: [{ key: 'a', value: null }] }], {
    producerId: 7,
    producerEpoch: 1,
    baseSequence: 3,
    partitionLeaderEpoch: 2,
  });
  const second = batch([record('gone', null)], { baseOffset: 5, compression: 'gzip', timestampType: 'LogAppendTime' });
  const file = await fileOf(logName, first, second, Buffer.from('torn'));
  const batchLines = [
    `baseOffset: 0 lastOffset: 1 count: 2 baseSequence: 3 lastSequence: 4 producerId: 7 producerEpoch: 1 partitionLeaderEpoch: 2 isTransactional: false isControl: false deleteHorizonMs: OptionalLong.empty position: 0 CreateTime: 1000 size: ${first.length} magic: 2 compresscodec: none crc: … isvalid: true`,
    `baseOffset: 5 lastOffset: 5 count: 1 baseSequence: -1 lastSequence: -1 producerId: -1 producerEpoch: -1 partitionLeaderEpoch: -1 isTransactional: false isControl: false deleteHorizonMs: OptionalLong.empty position: ${first.length} LogAppendTime: 1000 size: ${second.length} magic: 2 compresscodec: gzip crc: … isvalid: true`,
  ];
  const title = `Dumping ${file}\nLog starting offset: 0\n`;
  const end = `Found 4 invalid bytes at the end of ${logName}\n`;
  const [code, stdout, stderr] = await run('--files', file);
  expect([code, withoutCrc(stdout), stderr]).toEqual([0, `${title}${batchLines.join('\n')}\n${end}`, '']);

  const [, deep, gaps] = await run('--files', file, '--print-data-log');
  expect(withoutCrc(deep).split('\n').slice(2)).toEqual([
    batchLines[0],
    '| offset: 0 CreateTime: 1000 keySize: 1 valueSize: 1 sequence: 3 headerKeys: [] key: k payload: v',
    '| offset: 1 CreateTime: 1000 keySize: -1 valueSize: 1 sequence: 4 headerKeys: [a] payload: x',
    batchLines[1],
    '| offset: 5 LogAppendTime: 1000 keySize: 4 valueSize: -1 sequence: -1 headerKeys: [] key: gone',
    ...end.split('\n'),
  ]);
  expect(gaps).toBe(`Non-consecutive offsets in ${file}\n  1 is followed by 5\n`);

  const [, bare] = await run('--files', file, '--print-data-log', '--skip-record-metadata', '--max-bytes', String(first.length));
  expect(bare.split('\n').slice(3)).toEqual(['| key: k payload: v', '| payload: x', '']);
});

test('a batch that was damaged is told apart', async () => {
  const bytes = batch([record(null, 'value')]);
  bytes[bytes.length - 2] = 0xff;
  const [, stdout] = await run('--files', await fileOf(logName, bytes));
  expect(stdout).toMatch(/ isvalid: false\n$/);
});

test('a metadata snapshot with its control records, and a metadata log', async () => {
  const directoryId = 'KxLs9G6xSGabWkAGSGXPHg';
  const checkpoint = encodeBootstrapCheckpoint([{ id: 1, directoryId }]);
  const file = await fileOf('00000000000000000000-0000000000.checkpoint', checkpoint);
  const [, stdout] = await run('--files', file, '--cluster-metadata-decoder');
  const lines = stdout.split('\n');
  expect(lines[1]).toBe('Snapshot end offset: 0, epoch: 0');
  expect(lines[3]).toMatch(/ SnapshotHeader \{"version":0,"lastContainedLogTimestamp":0\}$/);
  expect(lines[4]).toMatch(/ KRaftVersion \{"version":0,"kRaftVersion":1\}$/);
  expect(lines[5]).toMatch(/ KRaftVoters \{"version":0,"voters":\[\{"voterId":1,"voterDirectoryId":"KxLs9G6xSGabWkAGSGXPHg",/);

  const topic = { type: 'Topic' as const, value: { name: 'orders', topicId: directoryId } };
  const values = [encodeMetadataRecord(topic), Buffer.from([9, 9])];
  const log = await fileOf(logName, batch(values.map((value) => ({ key: null, value, timestampMs: 0 }))));
  const [, dumped] = await run('--files', log, '--cluster-metadata-decoder', '--skip-record-metadata');
  const [decoded, unknown] = dumped.split('\n').slice(3);
  expect(decoded).toBe(`| payload: {"type":"TOPIC_RECORD","version":0,"data":{"name":"orders","topicId":"${directoryId}"}}`);
  expect(unknown).toMatch(/^\| payload: Error at 1, skipping\. /);
});

test('the records of groups', async () => {
  const committed = { offset: 4, leaderEpoch: -1, metadata: '', commitTimestampMs: 5, expireTimestampMs: -1 };
  const member = {
    memberId: 'm',
    groupInstanceId: null,
    clientId: 'c',
    clientHost: '/h',
    rebalanceTimeout: 1,
    sessionTimeout: 2,
    subscription: encodeSubscription(['t']),
    assignment: Buffer.from('?'),
  };
  const metadata = {
    protocolType: 'consumer',
    generation: 1,
    protocol: 'range',
    leader: 'm',
    currentStateTimestamp: 3,
    members: [member],
  };
  const records = [
    groupRecordCodec.encode({ kind: 'offset', groupId: 'g', topic: 't', partition: 2, committed }),
    groupRecordCodec.encode({ kind: 'offset', groupId: 'g', topic: 't', partition: 2, committed: null }),
    groupRecordCodec.encode({ kind: 'group', groupId: 'g', metadata }),
    { key: Buffer.from([0, 99]), value: null },
  ];
  const log = await fileOf(logName, batch(records.map(({ key, value }) => ({ key, value, timestampMs: 0 }))));
  const [, dumped] = await run('--files', log, '--offsets-decoder', '--skip-record-metadata');
  const key = '| key: {"type":"1","data":{"group":"g","topic":"t","partition":2}} payload:';
  expect(dumped.split('\n').slice(3)).toEqual([
    `${key} {"version":"3","data":{"offset":4,"leaderEpoch":-1,"metadata":"","commitTimestamp":5}}`,
    `${key} <DELETE>`,
    '| key: {"type":"2","data":{"group":"g"}} payload: {"version":"3","data":{"protocolType":"consumer","generation":1,"protocol":"range","leader":"m","currentStateTimestamp":3,"members":[{"memberId":"m","groupInstanceId":null,"clientId":"c","clientHost":"/h","rebalanceTimeout":1,"sessionTimeout":2,"subscription":{"topics":["t"],"userData":null,"ownedPartitions":[]},"assignment":"Pw=="}]}}',
    '| key: Unknown record type 99 at offset 3, skipping.',
    '',
  ]);
});

function entry(...fields: readonly (number | bigint)[]): Buffer {
  return Buffer.concat(
    fields.map((field) => {
      const bytes = Buffer.alloc(typeof field === 'bigint' ? 8 : 4);
      if (typeof field === 'bigint') bytes.writeBigInt64BE(field);
      else bytes.writeInt32BE(field);
      return bytes;
    }),
  );
}

test('indexes are printed, and compared with the log', async () => {
  const first = batch([record(null, 'a', 1_000), record(null, 'b', 3_000)]);
  const second = batch([record(null, 'c', 2_000)], { baseOffset: 2 });
  await fileOf(logName, first, second);
  const index = await fileOf('00000000000000000000.index', entry(1, 0), entry(3, first.length), entry(0, 0));
  expect(await run('--files', index)).toEqual([
    0,
    `Dumping ${index}\noffset: 1 position: 0\noffset: 3 position: ${first.length}\n`,
    `Mismatches in :${index}\n  Index offset: 3, log offset: 2\n`,
  ]);
  expect((await run('--files', index, '--index-sanity-check'))[1]).toBe(`Dumping ${index}\n${index} passed sanity check.\n`);
  const times = await fileOf('00000000000000000000.timeindex', entry(3_000n, 1), entry(2_500n, 2), entry(9_000n, 7));
  expect(await run('--files', times, '--verify-index-only')).toEqual([
    0,
    `Dumping ${times}\n`,
    `Found timestamp mismatch in :${times}\n  Index timestamp: 2500, log timestamp: 2000\n` +
      `Found out of order timestamp in :${times}\n  Index timestamp: 2500, Previously indexed timestamp: 3000\n` +
      `The following indexed offsets are not found in :${times}\nIndexed offset: 7, found log offset: -1\n`,
  ]);
  const empty = await fileOf('00000000000000000009.index');
  expect((await run('--files', empty))[1]).toBe(`Dumping ${empty}\n${empty} is empty.\n`);
  const torn = await fileOf('00000000000000000008.index', entry(1));
  expect((await run('--files', torn, '--index-sanity-check'))[1]).toContain(' is empty.');
});

test('a snapshot of producers', async () => {
  const last = { firstSequence: 1, lastSequence: 2, firstOffset: 10, lastOffset: 11, timestampMs: 99 };
  const known = { producerEpoch: 0, lastTimestampMs: 99, coordinatorEpoch: -1 };
  const entries = [
    { ...known, producerId: 7, batches: [last], currentTxnFirstOffset: -1 },
    { ...known, producerId: 8, batches: [], currentTxnFirstOffset: 10 },
  ];
  const file = await fileOf('00000000000000000012.snapshot', encodeProducerSnapshot(entries));
  expect(await run('--files', file)).toEqual([
    0,
    `Dumping ${file}\n` +
      'producerId: 7 producerEpoch: 0 coordinatorEpoch: -1 currentTxnFirstOffset: OptionalLong.empty lastTimestamp: 99 firstSequence: 1 lastSequence: 2 lastOffset: 11 offsetDelta: 1 timestamp: 99\n' +
      'producerId: 8 producerEpoch: 0 coordinatorEpoch: -1 currentTxnFirstOffset: OptionalLong[10] lastTimestamp: 99\n',
    '',
  ]);
  await fileOf('00000000000000000012.snapshot', Buffer.from('nonsense'));
  expect((await run('--files', file))[2]).toBe(`Snapshot file '${file}' is corrupted.\n`);
});

test.each([
  [[], 'Missing required argument "[files]"'],
  [['--files', '/no/such.log'], '--files: /no/such.log cannot be read (ENOENT)'],
  [['--files', 'x.txt'], 'Ignoring unknown file x.txt'],
  [['--files', 'x.log', '--max-bytes', 'x'], '--max-bytes: "x" is not a whole number of at least 1'],
  [
    ['--files', 'x.log', '--offsets-decoder', '--cluster-metadata-decoder'],
    'dump-log: give only one of --offsets-decoder or --cluster-metadata-decoder',
  ],
  [['--bootstrap-server', 'x:1'], 'dump-log: --bootstrap-server is not a recognized option; see --help'],
])('%j is answered with one line', async (args, line) => {
  const [, , stderr] = await run(...args);
  expect(stderr).toBe(`${line}\n`);
});
