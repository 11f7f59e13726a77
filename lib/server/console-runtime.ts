import { createHash } from 'node:crypto';
import { parseConsoleConfig, type ClusterConfig, type ConsoleConfig } from './console-config';
import { FilterThread } from './filter/filter-thread';
import { ClusterClient } from './kafka/cluster-client';
import { KeptClusters } from './kept-clusters';
import { IdempotentProducer } from './kafka/idempotent-producer';
import { Proof } from './lab/proof';
import { BrokerSampler } from './sampling/broker-sampler';
import { ClusterLimits } from './sampling/cluster-limits';
import { ClusterSampler } from './sampling/cluster-sampler';
import { ClusterWatch } from './sampling/cluster-watch';
import { GroupSampler } from './sampling/group-sampler';
import { CheckThread } from './schemas/checking/check-thread';
import { ClusterSchemas } from './schemas/cluster-schemas';
import { ServiceError } from './service-error';
import { StreamRegistry } from './streams/stream-registry';
import { SupervisorClient } from './supervisor-client';

/** One configured cluster with all that is shared by the tabs that look at it. */
export interface ClusterHandle {
  readonly config: ClusterConfig;
  readonly client: ClusterClient;
  readonly sampler: ClusterSampler;
  readonly brokers: BrokerSampler;
  readonly groups: GroupSampler;
  readonly watch: ClusterWatch;
  /** What pages have to do without. */
  readonly limits: ClusterLimits;
  readonly producer: IdempotentProducer;
  readonly proof: Proof;
  readonly schemas: ClusterSchemas;
  /** Null where no supervisor is ours. */
  readonly supervisor: SupervisorClient | null;
}

/** All that outlives a request. One per process and configuration, kept on globalThis: routes and instrumentation have module instances of their own. */
export class ConsoleRuntime {
  readonly config: ConsoleConfig;
  /** Clusters that were added in the console. */
  readonly kept: KeptClusters;
  readonly streams = new StreamRegistry();
  readonly startedAtMs = Date.now();
  readonly filters: FilterThread;
  readonly checks: CheckThread;
  readonly #clusters = new Map<string, ClusterHandle>();

  constructor(config: ConsoleConfig, { filters = new FilterThread(), checks = new CheckThread() } = {}) {
    this.config = config;
    this.kept = new KeptClusters(config.keptClustersFile);
    this.filters = filters;
    this.checks = checks;
  }

  /** Those of the configuration, then those that were added. */
  get clusters(): readonly ClusterConfig[] {
    const configured = new Set(this.config.clusters.map(({ id }) => id));
    return [...this.config.clusters, ...this.kept.clusters.filter(({ id }) => !configured.has(id))];
  }

  /** Forgets what a cluster that is gone was reached by. */
  drop(id: string): void {
    const handle = this.#clusters.get(id);
    if (handle === undefined) return;
    this.#clusters.delete(id);
    closeHandle(handle);
  }

  cluster(id: string): ClusterHandle {
    const known = this.#clusters.get(id);
    if (known !== undefined) return known;
    const config = this.clusters.find((cluster) => cluster.id === id);
    if (config === undefined)
      throw new ServiceError('CLUSTER_NOT_FOUND', `There is no cluster ${id}.`, { details: { cluster: id } });
    const client = new ClusterClient(config);
    const { control } = this.config;
    const supervisor = config.local && control !== null ? new SupervisorClient(control) : null;
    const limits = new ClusterLimits();
    const handle = {
      config,
      client,
      supervisor,
      sampler: new ClusterSampler(client),
      brokers: new BrokerSampler(client, limits),
      groups: new GroupSampler(client, limits),
      watch: new ClusterWatch(client, supervisor, limits),
      limits,
      producer: new IdempotentProducer(client),
      proof: new Proof(client),
      schemas: new ClusterSchemas(config),
    };
    this.#clusters.set(id, handle);
    return handle;
  }

  /** Ends every stream and connection at once. */
  close(): void {
    this.streams.closeAll();
    this.filters.close();
    this.checks.close();
    for (const handle of this.#clusters.values()) closeHandle(handle);
    this.#clusters.clear();
  }
}

function closeHandle({ client, sampler, watch, producer, proof, schemas }: ClusterHandle): void {
  schemas.close();
  watch.close();
  proof.close();
  producer.close();
  sampler.close();
  client.close();
}

declare global {
  var ottlaConsole: { hash: string; runtime: ConsoleRuntime } | undefined;
}

/** The process's runtime; made at the first call, never at import. */
export function consoleRuntime(): ConsoleRuntime {
  const config = parseConsoleConfig(process.env);
  const hash = createHash('sha256').update(JSON.stringify(config)).digest('hex');
  if (globalThis.ottlaConsole?.hash !== hash) {
    globalThis.ottlaConsole?.runtime.close();
    globalThis.ottlaConsole = { hash, runtime: new ConsoleRuntime(config) };
  }
  return globalThis.ottlaConsole.runtime;
}
