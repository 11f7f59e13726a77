'use client';
import { useQuery } from '@tanstack/react-query';
import type { ClusterSummary } from '@/lib/contracts/cluster';
import { clusterListQuery } from './cluster-queries';

/** How a cluster is reached; undefined until it is known. */
export function useClusterSummary(cluster: string): ClusterSummary | undefined {
  const { data } = useQuery(clusterListQuery());
  return data?.clusters.find(({ id }) => id === cluster);
}
