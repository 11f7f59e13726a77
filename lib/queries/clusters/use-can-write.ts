'use client';
import { useQuery } from '@tanstack/react-query';
import { clusterListQuery } from './cluster-queries';

/** False in a cluster that is configured read-only: controls that write are left out. The API refuses them in any case. */
export function useCanWrite(cluster: string): boolean {
  const { data } = useQuery(clusterListQuery());
  return data?.clusters.find(({ id }) => id === cluster)?.readOnly !== true;
}
