import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuorumDescription } from '../../../client/quorum-description';
import { zeroUuid } from '../../../protocol/primitives/uuid';
import { startTestBroker, type TestBroker } from '../../../server/real-clients/start-test-broker';
import { outcomeOf } from '../tool-fixture';
import { replicationTable } from './describe-replication';
import { statusText } from './describe-status';
import { metadataQuorum } from './metadata-quorum';

let broker: TestBroker;

beforeAll(async () => {
  broker = await startTestBroker();
});
afterAll(async () => {
  await broker.stop();
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(metadataQuorum, broker.bootstrapServers, args);

const replica = (id: number, logEndOffset: number, lastCaughtUpMs: number) => ({
  id,
  directoryId: `directory-number-${id}abcd`,
  logEndOffset,
  lastFetchMs: lastCaughtUpMs,
  lastCaughtUpMs,
});

const quorum: QuorumDescription = {
  leaderId: 2,
  leaderEpoch: 7,
  highWatermark: 98,
  voters: [replica(1, 90, 4_000), replica(2, 100, 5_000), replica(3, 95, -1)],
  observers: [{ ...replica(4, 100, 4_990), directoryId: zeroUuid }],
  endpoints: new Map([
    [1, [{ name: 'INTERNAL', host: 'localhost', port: 19092 }]],
    [
      2,
      [
        { name: 'INTERNAL', host: '::1', port: 19093 },
        { name: 'OTHER', host: 'b', port: 1 },
      ],
    ],
  ]),
};

test('the status of a quorum of three', () => {
  expect(statusText('4pyGgdZyQkKBkIzW2FGsUQ', quorum)).toBe(
    [
      'ClusterId:              4pyGgdZyQkKBkIzW2FGsUQ',
      'LeaderId:               2',
      'LeaderEpoch:            7',
      'HighWatermark:          98',
      'MaxFollowerLag:         10',
      'MaxFollowerLagTimeMs:   1000',
      'CurrentVoters:          [{"id": 1, "directoryId": "directory-number-1abcd", "endpoints": ["INTERNAL://localhost:19092"]}, {"id": 2, "directoryId": "directory-number-2abcd", "endpoints": ["INTERNAL://[::1]:19093", "OTHER://b:1"]}, {"id": 3, "directoryId": "directory-number-3abcd"}]',
      'CurrentObservers:       [{"id": 4}]',
      '',
    ].join('\n'),
  );
  const unknown = { ...quorum, voters: [replica(2, 100, 5_000), replica(3, 95, -1)] };
  expect(statusText('c', unknown)).toContain('MaxFollowerLagTimeMs:   -1\n');
});

test('the replication of a quorum of three', () => {
  const rows = [
    'NodeId\tDirectoryId           \tLogEndOffset\tLag\tLastFetchTimestamp\tLastCaughtUpTimestamp\tStatus  \t',
    '2     \tdirectory-number-2abcd\t100         \t0  \t5000              \t5000                 \tLeader  \t',
    '1     \tdirectory-number-1abcd\t90          \t10 \t4000              \t4000                 \tFollower\t',
    '3     \tdirectory-number-3abcd\t95          \t5  \t-1                \t-1                   \tFollower\t',
    '4     \tAAAAAAAAAAAAAAAAAAAAAA\t100         \t0  \t4990              \t4990                 \tObserver\t',
    '',
  ];
  expect(replicationTable(quorum).split('\n')).toEqual(rows);
  expect(replicationTable(quorum, 5_001).split('\n')[2]).toBe(
    '1     \tdirectory-number-1abcd\t90          \t10 \t1001 ms ago       \t1001 ms ago          \tFollower\t',
  );
  expect(() => replicationTable(quorum, 4_999)).toThrow('possible drift in system clock');
});

test('a quorum of one, over the wire', async () => {
  const [code, stdout, stderr] = await run('describe', '--status');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^ClusterId: {14}[\w-]{22}\nLeaderId: {15}1\nLeaderEpoch: +\d+\nHighWatermark: +\d+\nMaxFollowerLag: {9}0\n/,
  );
  expect(stdout).toMatch(/\nMaxFollowerLagTimeMs: {3}0\nCurrentVoters: {10}\[\{"id": 1, "directoryId": "[\w-]{22}".*\}\]\n/);
  const [, table] = await run('describe', '--replication', '--human-readable');
  expect(table.split('\n')[1]).toMatch(/^1 {5}\t[\w-]{22}\t\d+ +\t0 {2}\t.*\tLeader\t$/);
});

test.each([
  [[], 'metadata-quorum: give one of describe, add-controller, remove-controller; see --help'],
  [['show'], 'metadata-quorum: "show" is not one of describe, add-controller, remove-controller; see --help'],
  [['describe', '--status', '--dry-run'], 'metadata-quorum: --dry-run does not go with describe'],
  [['add-controller'], 'You must supply the configuration file of the controller you are adding when using add-controller.'],
  [['remove-controller', '-i', '1'], 'metadata-quorum: remove-controller needs --controller-id and --controller-directory-id'],
  [['remove-controller', '-i', '1', '-d', 'x'], 'Failed to parse --controller-directory-id: "x" is not the id of a directory'],
  [['describe'], 'One of --status or --replication must be specified with describe sub-command'],
  [
    ['describe', '--status', '--replication'],
    'Only one of --status or --replication should be specified with describe sub-command',
  ],
  [['describe', '--status', '--human-readable'], 'The option --human-readable is only supported along with --replication'],
])('%j is refused with one line and exit code 1', async (args, line) => {
  expect(await run(...args)).toEqual([1, '', `${line}\n`]);
});
