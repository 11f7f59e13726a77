import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker, type RunningBroker } from '../../index';
import { formatStorage } from '../../interbroker/format-storage';
import { randomUuid } from '../../metadata/random-uuid';
import { randomListenerPort, tryListening } from '../../platform/node/listener-port';
import { createNodePlatform } from '../../platform/node/node-platform';

const nothing = (): void => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const port = randomListenerPort();
  try {
    await tryListening(port, '127.0.0.1');
    return port;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return freePort();
    throw error;
  }
}

export interface TestNode {
  readonly id: number;
  readonly internalPort: number;
  /** Undefined while it is stopped. */
  broker: RunningBroker | undefined;
}

/** Brokers of one cluster in this process, each voting, over loopback sockets. */
export class TestCluster {
  readonly #folder: string;
  readonly #properties: Readonly<Record<string, string>>;
  readonly nodes: readonly TestNode[];

  private constructor(folder: string, properties: Readonly<Record<string, string>>, nodes: readonly TestNode[]) {
    this.#folder = folder;
    this.#properties = properties;
    this.nodes = nodes;
  }

  static async start(count: number, properties: Readonly<Record<string, string>> = {}): Promise<TestCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'ottla-cluster-'));
    const platform = createNodePlatform({ logger: silent });
    const secret = join(folder, 'secret');
    await writeFile(secret, randomUuid(platform.random));
    await chmod(secret, 0o600);
    const nodes: TestNode[] = [];
    for (let id = 1; id <= count; id += 1) nodes.push({ id, internalPort: await freePort(), broker: undefined });
    const voters = nodes.map(({ id }) => ({ id, directoryId: randomUuid(platform.random), endpoints: [] }));
    for (const { id, directoryId } of voters) {
      const directory = join(folder, `broker-${id}`);
      await formatStorage({ ...platform, directory, nodeId: id, clusterId: 'test-cluster', directoryId, voters });
    }
    const quorum = nodes.map(({ id, internalPort }) => `${id}@localhost:${internalPort}`).join(',');
    const shared = { 'controller.quorum.voters': quorum, 'internal.secret.file': secret, ...properties };
    const cluster = new TestCluster(folder, shared, nodes);
    await Promise.all(nodes.map((node) => cluster.startNode(node)));
    return cluster;
  }

  async startNode(node: TestNode): Promise<void> {
    node.broker = await startBroker({
      platform: createNodePlatform({ logger: silent }),
      directory: join(this.#folder, `broker-${node.id}`),
      properties: {
        'node.id': String(node.id),
        listeners: `PLAINTEXT://localhost:0,INTERNAL://localhost:${node.internalPort}`,
        ...this.#properties,
      },
    });
  }

  async stopNode(node: TestNode): Promise<void> {
    await node.broker?.stop({ wholeCluster: false });
    node.broker = undefined;
  }

  get bootstrapServers(): string[] {
    return this.nodes.flatMap(({ broker }) => (broker === undefined ? [] : [`localhost:${broker.port}`]));
  }

  /** Stops what runs and removes its data. */
  async stop(): Promise<void> {
    await Promise.all(this.nodes.flatMap(({ broker }) => (broker === undefined ? [] : [broker.stop({ wholeCluster: true })])));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
