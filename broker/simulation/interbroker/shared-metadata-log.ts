import type { MetadataLog, QuorumStatus } from '../../controller/metadata-log';
import type { LeaderAndEpoch, MetadataBatch, MetadataLogListener } from '../../metadata/metadata-log-listener';
import { KafkaError } from '../../protocol/kafka-error';
import { testUuid } from '../metadata/controller-fixture';

/** A metadata log that all nodes of a test share: what the leader appends is committed, and delivered to everybody. */
export class SharedMetadataLog {
  readonly batches: MetadataBatch[] = [];
  leader: LeaderAndEpoch = { leaderId: -1, epoch: 0 };
  readonly #views: SharedLogView[] = [];

  view(nodeId: number): SharedLogView {
    const view = new SharedLogView(this, nodeId);
    this.#views.push(view);
    return view;
  }

  /** -1: nobody. */
  elect(leaderId: number): void {
    this.leader = { leaderId, epoch: this.leader.epoch + 1 };
    for (const view of this.#views) view.onLeaderChange();
  }

  get endOffset(): number {
    return (this.batches.at(-1)?.lastOffset ?? -1) + 1;
  }

  append(values: readonly Buffer[]): { lastOffset: number; committed: Promise<void> } {
    const lastOffset = this.endOffset + values.length - 1;
    this.batches.push({ lastOffset, epoch: this.leader.epoch, values });
    const delivered = this.#views.map((view) => view.deliver());
    return { lastOffset, committed: Promise.all(delivered).then(() => undefined) };
  }

  status(): QuorumStatus {
    const { leaderId, epoch } = this.leader;
    const replica = { logEndOffset: this.endOffset, lastFetchMs: -1, lastCaughtUpMs: -1, endpoints: [] };
    const voters = this.#views.map(({ nodeId }) => ({ id: nodeId, directoryId: testUuid('D', nodeId), ...replica }));
    return { isLeader: true, leaderId, leaderEpoch: epoch, highWatermark: this.endOffset, voters, observers: [] };
  }
}

/** One node's copy of it. */
export class SharedLogView implements MetadataLog {
  readonly nodeId: number;
  readonly #log: SharedMetadataLog;
  #listener: MetadataLogListener | undefined;
  #delivered = 0;
  #isHeld = false;

  constructor(log: SharedMetadataLog, nodeId: number) {
    this.#log = log;
    this.nodeId = nodeId;
  }

  get leader(): LeaderAndEpoch {
    return this.#log.leader;
  }

  get nextOffset(): number {
    return this.#log.endOffset;
  }

  get highWatermark(): number {
    return this.#log.endOffset;
  }

  append(epoch: number, values: readonly Buffer[]): { lastOffset: number; committed: Promise<void> } {
    const { leader } = this.#log;
    if (epoch !== leader.epoch || leader.leaderId !== this.nodeId) throw new KafkaError('NOT_CONTROLLER', 'Somebody else leads.');
    return this.#log.append(values);
  }

  resign(epoch: number): void {
    if (epoch === this.#log.leader.epoch) this.#log.elect(-1);
  }

  status(): QuorumStatus {
    return this.#log.status();
  }

  async start(listener: MetadataLogListener): Promise<void> {
    this.#listener = listener;
    await this.deliver();
    listener.onLeaderChange(this.leader);
  }

  /** From now on nothing reaches this node, until release(). */
  hold(): void {
    this.#isHeld = true;
  }

  async release(): Promise<void> {
    this.#isHeld = false;
    await this.deliver();
  }

  onLeaderChange(): void {
    this.#listener?.onLeaderChange(this.leader);
  }

  async deliver(): Promise<void> {
    if (this.#isHeld || this.#listener === undefined) return;
    const batches = this.#log.batches.slice(this.#delivered);
    this.#delivered = this.#log.batches.length;
    if (batches.length > 0) await this.#listener.onCommit(batches);
  }
}
