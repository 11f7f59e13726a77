import type { Quorum } from '@/lib/contracts/broker';
import type { ClusterHandle } from '../../console-runtime';
import type { ClusterMetadata } from '../../kafka/cluster-metadata';

/** The quorum's leader. Metadata names the controller only where there is no quorum: with one, it names any broker. */
export function controllerOf(
  { limits }: ClusterHandle,
  { metadata, quorum }: { readonly metadata: ClusterMetadata | undefined; readonly quorum: Quorum | null },
): number | null {
  if (quorum !== null) return quorum.leaderId;
  if (metadata === undefined || metadata.controllerId < 0 || !limits.lacks('DescribeQuorum')) return null;
  return metadata.controllerId;
}
