import type { Transport } from '../platform/transport';
import { describeClusterApi } from '../protocol/messages/describe-cluster';
import { metadataApi, type MetadataResponse } from '../protocol/messages/metadata';
import { ScriptedBroker } from './scripted-broker';

type MetadataTopic = NonNullable<MetadataResponse['topics']>[number];

interface ScriptedNode {
  readonly brokerId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/**
 * Scripted brokers with ids from 1 that know of each other. A test says what topics they tell of, and what they answer
 * beyond Metadata and DescribeCluster.
 */
export class ScriptedCluster {
  readonly brokers: readonly ScriptedBroker[];
  /** What Metadata tells; a topic that is asked for and not here does not exist. */
  topics: readonly MetadataTopic[] = [];
  /** Brokers that Metadata and DescribeCluster leave out. */
  readonly fenced = new Set<number>();
  racks: readonly (string | null)[] = [];

  private constructor(brokers: readonly ScriptedBroker[]) {
    this.brokers = brokers;
  }

  static async start(transport: Transport, count: number): Promise<ScriptedCluster> {
    const brokers = Array.from({ length: count }, () => new ScriptedBroker());
    const cluster = new ScriptedCluster(brokers);
    for (const broker of brokers) {
      await broker.start(transport, 0);
      broker.on(metadataApi, ({ topics }) => ({
        brokers: cluster.#live().map(({ brokerId: nodeId, ...rest }) => ({ nodeId, ...rest })),
        clusterId: 'cluster',
        controllerId: cluster.#live()[0]?.brokerId ?? -1,
        topics: topics === null ? cluster.topics : topics.map(({ name }) => cluster.#topic(name ?? '')),
      }));
      broker.on(describeClusterApi, ({ includeFencedBrokers }) => ({
        throttleTimeMs: 0,
        errorCode: 0,
        clusterId: 'cluster',
        controllerId: cluster.#live()[0]?.brokerId ?? -1,
        brokers: (includeFencedBrokers ? cluster.#all() : cluster.#live()).map((one) => ({
          ...one,
          isFenced: cluster.fenced.has(one.brokerId),
        })),
      }));
    }
    return cluster;
  }

  get bootstrapServers(): string {
    return this.brokers.map(({ port }) => `127.0.0.1:${port}`).join(',');
  }

  /** Broker `id`, from 1. */
  broker(id: number): ScriptedBroker {
    const found = this.brokers[id - 1];
    if (found === undefined) throw new RangeError(`no broker ${id}`);
    return found;
  }

  async stop(): Promise<void> {
    for (const broker of this.brokers) await broker.stop();
  }

  #all(): ScriptedNode[] {
    return this.brokers.map(({ port }, index) => ({
      brokerId: index + 1,
      host: '127.0.0.1',
      port,
      rack: this.racks[index] ?? null,
    }));
  }

  #live(): ScriptedNode[] {
    return this.#all().filter(({ brokerId }) => !this.fenced.has(brokerId));
  }

  #topic(name: string): MetadataTopic {
    return this.topics.find((topic) => topic.name === name) ?? { errorCode: 3, name, partitions: [] };
  }
}
