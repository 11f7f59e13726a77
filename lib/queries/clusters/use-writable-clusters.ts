'use client';
import { useQuery } from '@tanstack/react-query';
import type { ClusterSummary } from '@/lib/contracts/cluster';
import { clusterListQuery } from './cluster-queries';

const none: readonly ClusterSummary[] = [];

/** Those that are not read-only here. */
export function useWritableClusters(): readonly ClusterSummary[] {
  const { data } = useQuery(clusterListQuery());
  return data?.clusters.filter(({ readOnly }) => !readOnly) ?? none;
}
