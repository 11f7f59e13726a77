import type { BrokerSummary } from '@/lib/contracts/cluster';
import type { ClusterHandle } from '../../console-runtime';
import type { ClusterMetadata } from '../../kafka/cluster-metadata';
import type { SupervisorState } from '../../supervisor-client';

export interface BrokerFacts {
  readonly metadata: ClusterMetadata | undefined;
  readonly reachable: boolean;
  readonly controllerId: number | null;
  readonly supervisor: SupervisorState | null;
  /** Bytes of all replicas, by broker. */
  readonly sizes: ReadonlyMap<number, number>;
}

/** All brokers that metadata, partitions or the supervisor name; the dead ones too. */
export function brokerSummaries(handle: ClusterHandle, facts: BrokerFacts): BrokerSummary[] {
  const { metadata, supervisor } = facts;
  const ids = new Set<number>(metadata?.brokers.keys());
  for (const { id } of supervisor?.brokers ?? []) ids.add(id);
  const leaders = new Map<number, number>();
  const replicas = new Map<number, number>();
  const outOfSync = new Map<number, number>();
  for (const { partitions } of metadata?.topics.values() ?? []) {
    for (const partition of partitions) {
      count(leaders, partition.leader);
      for (const broker of partition.replicas) {
        ids.add(broker);
        count(replicas, broker);
        if (!partition.isr.includes(broker)) count(outOfSync, broker);
      }
    }
  }
  return [...ids]
    .sort((a, b) => a - b)
    .map((id) => {
      const node = metadata?.brokers.get(id);
      const process = supervisor?.brokers.find((broker) => broker.id === id);
      return {
        id,
        host: node?.host ?? process?.host ?? '',
        port: node?.port ?? process?.port ?? 0,
        rack: node?.rack ?? null,
        alive: facts.reachable && node !== undefined && (process === undefined || process.state === 'running'),
        isController: facts.controllerId === id,
        leaderCount: leaders.get(id) ?? 0,
        replicaCount: replicas.get(id) ?? 0,
        outOfSyncCount: outOfSync.get(id) ?? 0,
        sizeBytes: facts.sizes.get(id) ?? null,
        process:
          process === undefined
            ? null
            : {
                state: process.state,
                sinceMs: process.sinceMs,
                restarts: process.restarts,
                lastExit: process.lastExit,
                connections: process.stats?.connections ?? null,
                ...(handle.supervisor?.ratesOf(id) ?? {
                  bytesInPerSecond: null,
                  bytesOutPerSecond: null,
                  requestsPerSecond: null,
                }),
              },
      };
    });
}

function count(counts: Map<number, number>, broker: number): void {
  counts.set(broker, (counts.get(broker) ?? 0) + 1);
}
