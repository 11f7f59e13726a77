import type { MetadataDelta } from '../../metadata/metadata-delta';
import type { MetadataImage } from '../../metadata/metadata-image';
import { encodeBatch } from '../../protocol/records/encode-batch';
import { SimClock } from '../sim-clock';
import { DirectNetwork } from './direct-peers';
import { ReplicaNode } from './replica-node';
import { ScriptedController } from './scripted-controller';

interface ClusterOptions {
  readonly brokers?: number;
  readonly properties?: Readonly<Record<string, string>>;
  readonly racks?: Readonly<Record<number, string>>;
}

interface ProduceOptions {
  readonly topic?: string;
  readonly partition?: number;
  readonly acks?: number;
  readonly producer?: { readonly producerId: number; readonly producerEpoch: number; readonly baseSequence: number };
}

/** What became of a produce: the offset of its first record, or the name of the error. */
export type Produced = number | string;

/** Brokers as far as they replicate, each with a disk of its own, in one virtual time; the test is their controller. */
export class ReplicaCluster {
  readonly clock = new SimClock();
  readonly network = new DirectNetwork(this.clock);
  readonly controller: ScriptedController;
  readonly #nodes = new Map<number, ReplicaNode>();
  readonly #properties: Readonly<Record<string, string>>;
  /** Nodes that hear nothing of the metadata for now. */
  readonly #deaf = new Set<number>();
  #publications: Promise<unknown>[] = [];

  private constructor({ properties = {} }: ClusterOptions) {
    this.#properties = properties;
    this.controller = new ScriptedController((image, delta) => {
      this.#publish(image, delta);
    });
  }

  static async start(options: ClusterOptions = {}): Promise<ReplicaCluster> {
    const cluster = new ReplicaCluster(options);
    for (let id = 1; id <= (options.brokers ?? 3); id++) {
      cluster.controller.register(id, options.racks?.[id] ?? null);
      await cluster.#open(id);
    }
    return cluster;
  }

  async #open(id: number): Promise<ReplicaNode> {
    const node = await ReplicaNode.open({
      id,
      clock: this.clock,
      network: this.network,
      properties: this.#properties,
      alterPartition: async (request) => {
        await Promise.resolve();
        return this.controller.alterPartition(request);
      },
      fileSystem: this.#nodes.get(id)?.fileSystem,
    });
    this.#nodes.set(id, node);
    await node.learn(this.controller.image);
    return node;
  }

  node(id: number): ReplicaNode {
    const node = this.#nodes.get(id);
    if (node === undefined) throw new Error(`there is no node ${id}`);
    return node;
  }

  #publish(image: MetadataImage, delta: MetadataDelta): void {
    for (const [id, node] of this.#nodes) {
      if (node.isUp && !this.#deaf.has(id)) this.#publications.push(node.publish(image, delta));
    }
  }

  /** Resolves when everything is done that needs no time to pass, or `ms` later. */
  async run(ms = 0): Promise<void> {
    await this.clock.advance(ms);
    await Promise.all(this.#publications.splice(0));
    await this.clock.advance(0);
  }

  deafen(id: number): void {
    this.#deaf.add(id);
  }

  async hear(id: number): Promise<void> {
    this.#deaf.delete(id);
    await this.node(id).learn(this.controller.image);
  }

  /** `kill -9`, or with `power` the loss of everything that was not synced; the controller is not told. */
  crash(id: number, options: { power?: boolean } = {}): void {
    this.node(id).crash(options);
  }

  /** A new process over the same disk. */
  async restart(id: number): Promise<void> {
    this.controller.register(id);
    await this.#open(id);
  }

  /** The answer arrives in virtual time: run() before awaiting it, or use produced(). */
  produce(id: number, values: readonly string[], options: ProduceOptions = {}): Promise<Produced> {
    const { topic = 't', partition = 0, acks = -1, producer = {} } = options;
    const timestampMs = this.clock.nowMs();
    const batch = encodeBatch(
      values.map((value) => ({ key: null, value: Buffer.from(value), timestampMs })),
      producer,
    );
    return this.node(id)
      .replicaManager.append({ topic, partition }, batch, { requiredAcks: acks, timeoutMs: 30_000, origin: 'client' })
      .then((outcome): Produced => ('info' in outcome ? outcome.info.firstOffset : outcome.error.errorName));
  }

  /** The answer to a produce that needs no time to pass. */
  async produced(id: number, values: readonly string[], options: ProduceOptions = {}): Promise<Produced> {
    const answer = this.produce(id, values, options);
    await this.run();
    return answer;
  }

  /** Resolves to the number of timers that somebody goes on setting, when all that are set have run. */
  async stop(): Promise<number> {
    for (const node of this.#nodes.values()) if (node.isUp) await node.stop();
    await this.clock.advance(100_000);
    return this.clock.pendingTimers;
  }
}
