'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ClusterList } from '@/components/clusters/cluster-list';
import { clusterPath } from '@/lib/format/console-paths';

/** The clusters; the dialog opens at once for whoever came to add one. */
export function ClustersRoute({ isAdding }: { isAdding: boolean }) {
  const router = useRouter();
  const [adding, setAdding] = useState(isAdding);
  return <ClusterList adding={adding} onAdding={setAdding} onAdded={(cluster) => router.push(clusterPath(cluster))} />;
}
