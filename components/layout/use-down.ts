'use client';
import { useQuery } from '@tanstack/react-query';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';
import { downOf, type Down } from './down';

export function useDown(cluster: string): Down | undefined {
  const { data } = useQuery(clusterDetailQuery(cluster));
  return downOf(useStreamState(cluster), data);
}
