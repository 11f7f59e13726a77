import { expect, test } from 'vitest';
import type { BrokerProcess, BrokerSummary } from '@/lib/contracts/cluster';
import { brokerTroubles, recentRestarts, restartSaidForMs } from './broker-troubles';

const running: BrokerProcess = {
  state: 'running',
  sinceMs: 0,
  startedAtMs: 0,
  restarts: 0,
  lastExit: null,
  diedUnasked: false,
  actions: [],
  residentBytes: null,
  connections: null,
  bytesInPerSecond: null,
  bytesOutPerSecond: null,
  requestsPerSecond: null,
};

function broker(process: Partial<BrokerProcess> | null): BrokerSummary {
  return {
    id: 1,
    host: 'localhost',
    port: 9092,
    rack: null,
    alive: true,
    isController: true,
    quorumRole: 'leader',
    leaderCount: 0,
    replicaCount: 0,
    outOfSyncCount: 0,
    underReplicatedCount: 0,
    underMinIsrCount: 0,
    leaderlessCount: 0,
    preferredNotLeadingCount: 0,
    sizeBytes: null,
    diskTotalBytes: null,
    diskFreeBytes: null,
    version: null,
    process: process === null ? null : { ...running, ...process },
  };
}

test('a running broker and one that is not ours are no trouble', () => {
  expect(brokerTroubles([broker({}), broker(null)])).toEqual([]);
});

test('a broker that died and is started again says how often and why', () => {
  expect(brokerTroubles([broker({ state: 'restarting', restarts: 2, lastExit: 'SIGKILL', diedUnasked: true })])).toMatchObject([
    { kind: 'restarting', restarts: 2, lastExit: 'SIGKILL' },
  ]);
});

test('a broker that a person ended needs no other reason', () => {
  expect(brokerTroubles([broker({ state: 'killed', lastExit: 'signal SIGKILL' })])).toMatchObject([
    { kind: 'killed', lastExit: null },
  ]);
  expect(brokerTroubles([broker({ state: 'frozen' })])).toMatchObject([{ kind: 'frozen' }]);
});

test('a restart that nobody asked for is told for a while, and each one anew', () => {
  const restarted = broker({ restarts: 3, sinceMs: 1000, diedUnasked: true });
  expect(recentRestarts([restarted], 2000)).toEqual([{ key: '1/3', broker: 1, restarts: 3, lastExit: null }]);
  expect(recentRestarts([restarted], 1000 + restartSaidForMs)).toEqual([]);
  expect(recentRestarts([broker({ restarts: 3, sinceMs: 1000 })], 2000)).toEqual([]);
});
