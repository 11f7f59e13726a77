'use client';
import { useLiveCluster } from '@/lib/queries/clusters/use-live-cluster';

/** Keeps the cluster's facts fresh for the whole page. */
export function LiveCluster({ cluster }: { cluster: string }) {
  useLiveCluster(cluster);
  return null;
}
