import { expect, test } from 'vitest';
import type { BrokerProcess, BrokerSummary } from '@/lib/contracts/cluster';
import { brokerTroubles, recentRestarts, restartSaidForMs } from './broker-troubles';

function broker(process: Partial<BrokerProcess> | null): BrokerSummary {
  return {
    id: 1,
    host: 'localhost',
    port: 9092,
    rack: null,
    alive: true,
    isController: true,
    leaderCount: 0,
    replicaCount: 0,
    outOfSyncCount: 0,
    sizeBytes: null,
    process:
      process === null
        ? null
        : {
            state: 'running',
            sinceMs: 0,
            restarts: 0,
            lastExit: null,
            connections: null,
            bytesInPerSecond: null,
            bytesOutPerSecond: null,
            requestsPerSecond: null,
            ...process,
          },
  };
}

test('a running broker and one that is not ours are no trouble', () => {
  expect(brokerTroubles([broker({}), broker(null)])).toEqual([]);
});

test('a broker that is being started again says how often and why', () => {
  expect(brokerTroubles([broker({ state: 'restarting', restarts: 2, lastExit: 'SIGKILL' })])).toMatchObject([
    { kind: 'restarting', restarts: 2, lastExit: 'SIGKILL' },
  ]);
  expect(brokerTroubles([broker({ state: 'stopped' })])).toMatchObject([{ kind: 'stopped' }]);
});

test('a restart is told for a while, and each one anew', () => {
  const restarted = broker({ restarts: 3, sinceMs: 1000 });
  expect(recentRestarts([restarted], 2000)).toEqual([{ key: '1/3', broker: 1, restarts: 3, lastExit: null }]);
  expect(recentRestarts([restarted], 1000 + restartSaidForMs)).toEqual([]);
  expect(recentRestarts([broker({ restarts: 0, sinceMs: 1000 })], 2000)).toEqual([]);
});
