import { expect, test } from 'vitest';
import type { ClusterMetadata } from '../kafka/cluster-metadata';
import type { SupervisedBroker, SupervisorState } from '../supervisor-state';
import { silentBrokers, withoutSilent } from './without-silent';

const metadata: ClusterMetadata = {
  clusterId: 'c',
  controllerId: 1,
  brokers: new Map([1, 2, 3].map((id) => [id, { id, host: 'localhost', port: id, rack: null }])),
  topics: new Map([
    [
      'orders',
      {
        name: 'orders',
        id: 'o',
        internal: false,
        partitions: [1, 2].map((leader, partition) => ({
          partition,
          leader,
          leaderEpoch: 0,
          replicas: [1, 2, 3],
          isr: [1, 2, 3],
          offlineReplicas: [],
        })),
      },
    ],
  ]),
  atMs: 0,
};

function supervisor(states: SupervisedBroker['state'][]): SupervisorState {
  const brokers = states.map((state, index): SupervisedBroker => {
    const process = { sinceMs: 0, startedAtMs: null, restarts: 0, lastExit: null, actions: [], stats: null };
    return { id: index + 1, host: 'localhost', port: index + 1, state, ...process };
  });
  return { startedAtMs: 0, revision: 1, brokers };
}

test('a broker that is gone or frozen leads nothing and is in sync with nothing, whatever the metadata still says', () => {
  for (const state of ['frozen', 'stopped', 'killed', 'restarting'] as const) {
    const seen = withoutSilent(metadata, silentBrokers(supervisor(['running', state, 'running'])));
    expect([...seen.brokers.keys()]).toEqual([1, 3]);
    expect(seen.topics.get('orders')?.partitions).toMatchObject([
      { leader: 1, isr: [1, 3], offlineReplicas: [2] },
      { leader: -1, isr: [1, 3], offlineReplicas: [2] },
    ]);
  }
});

test('a broker that starts, stops or runs is what the metadata says of it', () => {
  expect(withoutSilent(metadata, silentBrokers(supervisor(['starting', 'stopping', 'running'])))).toBe(metadata);
  expect(withoutSilent(metadata, silentBrokers(null))).toBe(metadata);
});
