import type { ClusterSummary } from '@/lib/contracts/cluster';
import type { ClusterConfig } from '../../console-config';
import type { ConsoleRuntime } from '../../console-runtime';

/** What the browser may know of a cluster's configuration. */
export function clusterSummary(runtime: ConsoleRuntime, cluster: ClusterConfig): ClusterSummary {
  const { id, name, colour, readOnly, local, bootstrapServers, tls, sasl, schemaRegistry } = cluster;
  const added = !runtime.config.clusters.some((configured) => configured.id === id);
  const security = sasl === null ? (tls === null ? 'plaintext' : 'tls') : tls === null ? 'sasl' : 'sasl-tls';
  const hasSchemaRegistry = schemaRegistry !== null;
  return { id, name, colour, readOnly, added, security, hasSchemaRegistry, local, bootstrapServers };
}
