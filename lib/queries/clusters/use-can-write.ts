'use client';
import { useClusterSummary } from './use-cluster-summary';

/** False in a cluster that is configured read-only: controls that write are left out. The API refuses them in any case. */
export function useCanWrite(cluster: string): boolean {
  return useClusterSummary(cluster)?.readOnly !== true;
}
