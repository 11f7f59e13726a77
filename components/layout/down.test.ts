import { expect, test } from 'vitest';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import { codesSaidBy, downOf } from './down';

const waiting = { kind: 'waiting', sinceMs: 7, retryAtMs: 9, problem: null } as const;
const live = { kind: 'live', sinceMs: 7, unreachableSinceMs: null } as const;

function detailOf(reachable: boolean, code?: 'TIMEOUT' | 'TLS_FAILED'): ClusterDetail {
  const counts = {
    brokersAlive: 0,
    brokersDead: 0,
    topics: 0,
    internalTopics: 0,
    partitions: 0,
    leaderlessPartitions: 0,
    underReplicatedPartitions: 0,
    underMinIsrPartitions: 0,
    laggingReplicas: 0,
    preferredNotLeading: 0,
    reassigningPartitions: null,
    groups: null,
  };
  return {
    id: 'c',
    name: 'c',
    local: false,
    bootstrapServers: ['localhost:1'],
    reachable,
    problem: code === undefined ? null : { code, message: '', retriable: true, requestId: '', details: {} },
    clusterId: null,
    controllerId: null,
    brokers: [],
    counts,
    totals: { messages: null, sizeBytes: null },
    rates: { messagesPerSecond: null, bytesInPerSecond: null, bytesOutPerSecond: null },
    history: [],
    health: { status: 'down', facts: [] },
    supervisor: 'none',
    limits: [],
    startedAtMs: null,
    sampledAtMs: 0,
  };
}

test('the console is down from its second failed attempt on, whatever was last heard of the cluster', () => {
  expect(downOf({ ...waiting, attempt: 1 }, undefined)).toBeUndefined();
  expect(downOf({ ...waiting, attempt: 2 }, detailOf(false))).toEqual({ kind: 'console', sinceMs: 7 });
});

test('a cluster is down when it is known not to answer', () => {
  expect(downOf(live, undefined)).toBeUndefined();
  expect(downOf(live, detailOf(true))).toBeUndefined();
  expect(downOf(live, detailOf(false))).toMatchObject({ kind: 'cluster', detail: { id: 'c' } });
});

test('a banner speaks for the errors that follow from what it says, and for no other', () => {
  expect(codesSaidBy(undefined).size).toBe(0);
  const ofCluster = codesSaidBy({ kind: 'cluster', detail: detailOf(false, 'TLS_FAILED') });
  expect(['CLUSTER_UNAVAILABLE', 'TLS_FAILED', 'UNREACHABLE', 'TOPIC_NOT_FOUND'].map((code) => ofCluster.has(code))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(codesSaidBy({ kind: 'console', sinceMs: 7 }).has('UNREACHABLE')).toBe(true);
});
