import { randomUuid } from '../../metadata/random-uuid';
import { SimRandom } from '../sim-random';
import type { SimWorld } from '../world/sim-world';
import { hostOf, kafkaPort, nodeProperties, voterIds } from './node-properties';
import { SimNode } from './sim-node';

interface SimClusterOptions {
  readonly world: SimWorld;
  readonly brokers: number;
  /** Broker properties beside those that every node needs. */
  readonly properties: Readonly<Record<string, string>>;
}

/** How long the supervisor waits before it starts a broker again that ended by itself. */
const restartMs = { min: 300, max: 500 };

/** The brokers of a cluster and the supervisor that starts them again. */
export class SimCluster {
  readonly nodes: readonly SimNode[];
  readonly bootstrapServers: string;
  /** Off: a broker that gave up stays down. */
  restartsExited = true;
  readonly #world: SimWorld;
  readonly #random: SimRandom;
  #clusterId = '';

  constructor({ world, brokers, properties }: SimClusterOptions) {
    this.#world = world;
    this.#random = SimRandom.stream(world.seed, 'supervisor');
    const ids = Array.from({ length: brokers }, (_, index) => index + 1);
    this.bootstrapServers = ids.map((id) => `${hostOf(id)}:${kafkaPort}`).join(',');
    this.nodes = ids.map(
      (id) =>
        new SimNode({
          world,
          id,
          properties: { ...nodeProperties(id, brokers), ...properties },
          onExit: (node) => {
            if (this.restartsExited) this.startLater(node, this.#random.between(restartMs.min, restartMs.max));
          },
        }),
    );
  }

  /** Formats every node for one new cluster and starts them all. */
  async start(): Promise<void> {
    const random = SimRandom.stream(this.#world.seed, 'cluster id');
    this.#clusterId = randomUuid(random);
    const voting = new Set(voterIds(this.nodes.length));
    const directoryIds = new Map(this.nodes.map(({ id }) => [id, randomUuid(random)]));
    const voters = [...directoryIds].filter(([id]) => voting.has(id)).map(([id, directoryId]) => ({ id, directoryId }));
    for (const node of this.nodes) {
      const directoryId = directoryIds.get(node.id) ?? randomUuid(random);
      await node.format({ clusterId: this.#clusterId, directoryId, voters: voting.has(node.id) ? voters : 'none' });
    }
    for (const node of this.nodes) node.start();
  }

  /** Gives a node that is down an empty disk: it has to join again as somebody nobody knows. */
  async formatAgain(node: SimNode): Promise<void> {
    const { disk } = node.machine;
    disk.clearFaults();
    disk.capacityBytes = Number.MAX_SAFE_INTEGER;
    await node.format({ clusterId: this.#clusterId, directoryId: randomUuid(this.#random), voters: 'none' });
  }

  /** Unless somebody else starts it before. */
  startLater(node: SimNode, delayMs: number): void {
    const { lives } = node;
    this.#world.scheduler.after(delayMs, 'timer', undefined, () => {
      if (node.lives === lives) node.start();
    });
  }
}
