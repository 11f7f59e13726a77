'use client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { decodePathId } from '@/lib/contracts/path-id';
import { clusterListQuery } from '@/lib/queries/clusters/cluster-queries';

/** The cluster of the address; elsewhere the last one seen, else the first there is. */
export function useCurrentCluster(): string | undefined {
  const params = useParams();
  const segment = params['cluster'];
  const fromAddress = typeof segment === 'string' ? decodePathId(segment) : undefined;
  const [last, setLast] = useState(fromAddress);
  if (fromAddress !== undefined && fromAddress !== last) setLast(fromAddress);
  const clusters = useQuery(clusterListQuery());
  return fromAddress ?? last ?? clusters.data?.clusters[0]?.id;
}
