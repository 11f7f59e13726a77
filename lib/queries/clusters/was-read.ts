import type { ClusterDetail } from '@/lib/contracts/cluster';

/** Whether the console ever heard of what is in the cluster: until then its counts are zeros that nobody counted. */
export function wasRead({ reachable, clusterId, brokers }: ClusterDetail): boolean {
  return reachable || clusterId !== null || brokers.length > 0;
}
