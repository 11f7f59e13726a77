import type { Quorum } from '@/lib/contracts/broker';
import type { BrokerProcess, BrokerSummary } from '@/lib/contracts/cluster';
import type { ClusterHandle } from '../../console-runtime';
import type { ClusterMetadata } from '../../kafka/cluster-metadata';
import type { SupervisedBroker, SupervisorState } from '../../supervisor-state';
import { controllerOf } from '../clusters/controller-of';
import { noCounts, type PartitionCounts } from './partition-counts';

export interface BrokerFacts {
  readonly metadata: ClusterMetadata | undefined;
  readonly reachable: boolean;
  readonly quorum: Quorum | null;
  readonly supervisor: SupervisorState | null;
  readonly counts: PartitionCounts;
}

/** All brokers that metadata, partitions or the supervisor name; the dead ones too. */
export function brokerSummaries(handle: ClusterHandle, facts: BrokerFacts): BrokerSummary[] {
  const { metadata, supervisor, counts } = facts;
  const controllerId = controllerOf(handle, facts);
  const ids = new Set<number>(metadata?.brokers.keys());
  for (const { id } of supervisor?.brokers ?? []) ids.add(id);
  for (const id of counts.byBroker.keys()) ids.add(id);
  return [...ids]
    .sort((a, b) => a - b)
    .map((id) => {
      const node = metadata?.brokers.get(id);
      const supervised = supervisor?.brokers.find((broker) => broker.id === id);
      const sample = handle.brokers.last(id);
      const { laggingCount: _, ...ofBroker } = counts.byBroker.get(id) ?? noCounts();
      return {
        id,
        host: node?.host ?? supervised?.host ?? '',
        port: node?.port ?? supervised?.port ?? 0,
        rack: node?.rack ?? null,
        alive: facts.reachable && node !== undefined && (supervised === undefined || supervised.state === 'running'),
        isController: controllerId === id,
        quorumRole: quorumRoleOf(facts.quorum, id),
        ...ofBroker,
        sizeBytes: sample?.sizeBytes ?? null,
        diskTotalBytes: sample?.diskTotalBytes ?? null,
        diskFreeBytes: sample?.diskFreeBytes ?? null,
        version: handle.brokers.release(id),
        process: supervised === undefined ? null : processOf(handle, supervised),
      };
    });
}

function quorumRoleOf(quorum: Quorum | null, broker: number): BrokerSummary['quorumRole'] {
  if (quorum === null) return null;
  if (quorum.leaderId === broker) return 'leader';
  if (quorum.voters.some(({ id }) => id === broker)) return 'voter';
  return quorum.observers.some(({ id }) => id === broker) ? 'observer' : null;
}

function processOf({ supervisor }: ClusterHandle, broker: SupervisedBroker): BrokerProcess {
  const { state, sinceMs, startedAtMs, restarts, lastExit, actions, stats } = broker;
  return {
    state,
    sinceMs,
    startedAtMs,
    restarts,
    lastExit,
    diedUnasked: supervisor?.diedUnasked(broker.id) ?? false,
    actions: [...actions],
    residentBytes: stats?.residentBytes ?? null,
    connections: stats?.connections ?? null,
    ...(supervisor?.ratesOf(broker.id) ?? { bytesInPerSecond: null, bytesOutPerSecond: null, requestsPerSecond: null }),
  };
}
