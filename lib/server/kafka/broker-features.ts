import { alterPartitionReassignmentsApi } from '@/broker/protocol/messages/alter-partition-reassignments';
import { apiVersionsApi } from '@/broker/protocol/messages/api-versions';
import { electLeadersApi } from '@/broker/protocol/messages/elect-leaders';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import { ServiceError } from '../service-error';
import { isUnavailable, type ClusterClient } from './cluster-client';

/** The last level of metadata.version that each release of Kafka supports. */
const levels: readonly (readonly [level: number, release: string])[] = [
  [7, '3.3'],
  [8, '3.4'],
  [11, '3.5'],
  [14, '3.6'],
  [19, '3.7'],
  [20, '3.8'],
  [21, '3.9'],
  [25, '4.0'],
  [27, '4.1'],
  [29, '4.2'],
  [30, '4.3'],
];

/** Of which release a broker is that supports the level; later ones than this console knows are `4.3+`. */
export function releaseOf(level: number): string | null {
  if (level < 1) return null;
  const known = levels.find(([last]) => level <= last);
  return known === undefined ? `${levels.at(-1)?.[1] ?? ''}+` : known[1];
}

/** The release of Kafka that the broker's features are those of; null where it does not say. */
export async function brokerRelease(client: ClusterClient, nodeId: number): Promise<string | null> {
  const { supportedFeatures } = await client.send(nodeId, apiVersionsApi, {
    clientSoftwareName: 'ottla-console',
    clientSoftwareVersion: '1',
  });
  return releaseOf(supportedFeatures.find(({ name }) => name === 'metadata.version')?.maxVersion ?? 0);
}

/** What the brokers can be asked to do, as the first one that answers says. */
export async function clusterCapabilities(client: ClusterClient): Promise<ClusterDetail['capabilities']> {
  const { brokers } = await client.metadata();
  for (const nodeId of brokers.keys()) {
    try {
      const [elect, reassign] = [
        await client.versionOf(nodeId, electLeadersApi),
        await client.versionOf(nodeId, alterPartitionReassignmentsApi),
      ];
      return { electLeaders: elect !== undefined, reassign: reassign !== undefined };
    } catch (error) {
      if (!(error instanceof ServiceError) || !isUnavailable(error)) throw error;
    }
  }
  return { electLeaders: false, reassign: false };
}
