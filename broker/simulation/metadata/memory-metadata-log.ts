import type { MetadataLog, QuorumStatus } from '../../controller/metadata-log';
import type { LeaderAndEpoch, MetadataBatch, MetadataLogListener } from '../../metadata/metadata-log-listener';
import { KafkaError } from '../../protocol/kafka-error';

/** A metadata log without a disk, for tests: each batch is committed at once, unless commits are held back or fail. */
export class MemoryMetadataLog implements MetadataLog {
  leader: LeaderAndEpoch = { leaderId: 1, epoch: 1 };
  readonly batches: MetadataBatch[] = [];
  nextOffset = 0;
  failure: Error | undefined;
  #held: (() => void)[] | undefined;
  #listener: MetadataLogListener | undefined;

  /** Delivers what is committed, then that node 1 leads; goes on with what comes. */
  async start(listener: MetadataLogListener): Promise<void> {
    await listener.onCommit(this.batches);
    this.#listener = listener;
    listener.onLeaderChange(this.leader);
  }

  get highWatermark(): number {
    return (this.batches.at(-1)?.lastOffset ?? -1) + 1;
  }

  append(epoch: number, values: readonly Buffer[]): { lastOffset: number; committed: Promise<void> } {
    if (epoch !== this.leader.epoch) throw new KafkaError('NOT_CONTROLLER', `The log is in epoch ${this.leader.epoch}.`);
    this.nextOffset += values.length;
    const lastOffset = this.nextOffset - 1;
    const { failure } = this;
    if (failure !== undefined) return { lastOffset, committed: Promise.reject(failure) };
    const batch = { lastOffset, epoch, values };
    const held = this.#held;
    if (held === undefined) return { lastOffset, committed: this.#commit(batch) };
    const committed = new Promise<void>((resolve) => {
      held.push(() => {
        resolve(this.#commit(batch));
      });
    });
    return { lastOffset, committed };
  }

  #commit(batch: MetadataBatch): Promise<void> {
    this.batches.push(batch);
    return this.#listener?.onCommit([batch]) ?? Promise.resolve();
  }

  resign(epoch: number): void {
    if (epoch !== this.leader.epoch) return;
    this.leader = { leaderId: -1, epoch: epoch + 1 };
    this.#listener?.onLeaderChange(this.leader);
  }

  status(): QuorumStatus {
    const { leaderId, epoch } = this.leader;
    const { highWatermark } = this;
    return { isLeader: leaderId === 1, leaderId, leaderEpoch: epoch, highWatermark, voters: [], observers: [] };
  }

  /** From now on appends wait for release(). */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const commit of held) commit();
  }
}
