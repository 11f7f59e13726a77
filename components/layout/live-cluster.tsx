'use client';
import { useLiveCluster } from '@/lib/queries/stream/use-live';

/** Keeps the cluster's facts fresh for the whole page. */
export function LiveCluster({ cluster }: { cluster: string }) {
  useLiveCluster(cluster);
  return null;
}
