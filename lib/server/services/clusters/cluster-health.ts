import type { BrokerSummary, ClusterDetail, HealthFact } from '@/lib/contracts/cluster';
import type { PartitionCounts } from '../brokers/partition-counts';

interface HealthInput {
  readonly reachable: boolean;
  readonly hasController: boolean;
  readonly brokers: readonly BrokerSummary[];
  readonly counts: PartitionCounts;
  /** Topics that are not internal. */
  readonly topics: number;
}

/** The facts of the health sentence, worst first. */
export function clusterHealth({ reachable, hasController, brokers, counts, topics }: HealthInput): ClusterDetail['health'] {
  const facts: HealthFact[] = [];
  const add = (code: HealthFact['code'], severity: HealthFact['severity'], count: number, ids: number[] = []): void => {
    if (count > 0) facts.push({ code, severity, count, brokers: ids });
  };
  const dead = brokers.filter(({ alive }) => !alive).map(({ id }) => id);
  const holding = (of: 'outOfSyncCount' | 'laggingCount'): number[] =>
    brokers.map(({ id }) => id).filter((id) => (counts.byBroker.get(id)?.[of] ?? 0) > 0);
  if (!reachable) add('unreachable', 'critical', Math.max(1, brokers.length), dead);
  else add('broker-down', 'critical', dead.length, dead);
  add('leaderless-partitions', 'critical', counts.leaderless);
  add('under-min-isr-partitions', 'critical', counts.underMinIsr);
  add('under-replicated-partitions', 'warning', counts.underReplicated, holding('outOfSyncCount'));
  add('lagging-replicas', 'warning', counts.lagging, holding('laggingCount'));
  if (reachable && !hasController) add('no-controller', 'critical', 1);
  if (facts.length > 0) return { status: reachable ? 'degraded' : 'down', facts };
  const fine: HealthFact[] = [{ code: 'all-in-sync', severity: 'ok', count: brokers.length, brokers: [] }];
  if (topics === 0) fine.unshift({ code: 'no-topics', severity: 'ok', count: 0, brokers: [] });
  return { status: 'healthy', facts: fine };
}
