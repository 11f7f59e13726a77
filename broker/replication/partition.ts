import type { LogAppendInfo } from '../log/log-append-info';
import type { UnifiedLog } from '../log/unified-log';
import type { PartitionImage } from '../metadata/metadata-image';
import { KafkaError } from '../protocol/kafka-error';
import type { Uuid } from '../protocol/primitives/uuid';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';

export type IsolationLevel = 'read_uncommitted' | 'read_committed';

/** Who asked for the append; decides which checks the log makes. */
export type AppendOrigin = 'client' | 'coordinator';

interface PartitionOptions {
  readonly topicPartition: TopicPartition;
  readonly log: UnifiedLog;
  readonly localId: number;
  /** `min.insync.replicas` of the topic as it is now. */
  readonly minInsyncReplicas: () => number;
  readonly onHighWatermarkAdvanced: (partition: Partition) => void;
}

/**
 * This broker's replica of a partition and, when it leads, everything that only a leader decides: who may write, what
 * counts as committed. The high watermark is the smallest log end offset among the in-sync replicas, so that of a
 * partition with one replica is its log end offset as soon as the write is done.
 */
export class Partition {
  readonly topicPartition: TopicPartition;
  /** `topic-partition`: the key under which operations wait for this partition. */
  readonly name: string;
  readonly log: UnifiedLog;
  readonly #localId: number;
  readonly #minInsyncReplicas: () => number;
  readonly #onHighWatermarkAdvanced: (partition: Partition) => void;
  #isLeader = false;
  #leaderId = -1;
  #leaderEpoch = -1;
  #leaderEpochStartOffset = 0;
  #replicas: readonly number[] = [];
  #isr: readonly number[] = [];
  #readableBytes = 0;

  constructor(options: PartitionOptions) {
    this.topicPartition = options.topicPartition;
    this.name = topicPartitionName(options.topicPartition);
    this.log = options.log;
    this.#localId = options.localId;
    this.#minInsyncReplicas = options.minInsyncReplicas;
    this.#onHighWatermarkAdvanced = options.onHighWatermarkAdvanced;
  }

  get topicId(): Uuid {
    return this.log.topicId;
  }

  get isLeader(): boolean {
    return this.#isLeader;
  }

  get leaderId(): number {
    return this.#leaderId;
  }

  get leaderEpoch(): number {
    return this.#leaderEpoch;
  }

  /** Counts the bytes that became readable since the broker started; waiting fetches compare two readings of it. */
  get readableBytes(): number {
    return this.#readableBytes;
  }

  /** Takes over what the controller decided. */
  async apply(image: PartitionImage): Promise<void> {
    if (image.leader === this.#localId) await this.makeLeader(image);
    else this.resign(image);
  }

  /** A new epoch is in the epoch cache before the first request of that epoch is served. */
  async makeLeader(image: PartitionImage): Promise<void> {
    if (image.leaderEpoch > this.log.latestEpoch) await this.log.beginLeaderEpoch(image.leaderEpoch);
    if (image.leaderEpoch > this.#leaderEpoch) this.#leaderEpochStartOffset = this.log.logEndOffset;
    this.#adopt(image);
    this.#isLeader = true;
    this.#advanceHighWatermark();
  }

  /** Somebody else leads, nobody does, or the partition is gone: whoever waits here has to ask again. */
  resign(image?: PartitionImage): void {
    this.#isLeader = false;
    if (image !== undefined) this.#adopt(image);
    this.#onHighWatermarkAdvanced(this);
  }

  #adopt(image: PartitionImage): void {
    this.#leaderId = image.leader;
    this.#leaderEpoch = image.leaderEpoch;
    this.#replicas = image.replicas;
    this.#isr = image.isr;
  }

  /** Throws unless this broker leads in the epoch the client believes in (KIP-320); an epoch of -1 is not checked. */
  checkLeader(currentLeaderEpoch: number): void {
    if (currentLeaderEpoch >= 0 && currentLeaderEpoch < this.#leaderEpoch) {
      throw new KafkaError('FENCED_LEADER_EPOCH', `${this.name} is in leader epoch ${this.#leaderEpoch}.`);
    }
    if (currentLeaderEpoch > this.#leaderEpoch) {
      throw new KafkaError('UNKNOWN_LEADER_EPOCH', `${this.name} has not reached leader epoch ${currentLeaderEpoch} here.`);
    }
    if (!this.#isLeader) throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `This broker does not lead ${this.name}.`);
  }

  /**
   * Queues the batches for the log; the queueing is done when this returns, so calls made in order are written in order.
   * Resolves when they are written, which says nothing about the other replicas: see isReplicated().
   */
  async append(records: Buffer, options: { requiredAcks: number; origin: AppendOrigin }): Promise<LogAppendInfo> {
    this.checkLeader(-1);
    if (options.requiredAcks === -1) this.#checkEnoughReplicas('NOT_ENOUGH_REPLICAS');
    const leaderEpoch = this.#leaderEpoch;
    const info = await this.log.appendAsLeader(records, { leaderEpoch, origin: options.origin });
    if (this.#isLeader && this.#leaderEpoch === leaderEpoch) {
      if (!info.duplicate) this.#readableBytes += info.sizeBytes;
      this.#advanceHighWatermark();
    }
    return info;
  }

  /** Whether every in-sync replica has everything below `offset`. Throws when that can no longer come true. */
  isReplicated(offset: number, leaderEpoch: number): boolean {
    if (!this.#isLeader || this.#leaderEpoch !== leaderEpoch) {
      throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `${this.name} changed its leader while the write was being replicated.`);
    }
    if (this.log.highWatermark < offset) return false;
    this.#checkEnoughReplicas('NOT_ENOUGH_REPLICAS_AFTER_APPEND');
    return true;
  }

  #checkEnoughReplicas(errorName: 'NOT_ENOUGH_REPLICAS' | 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'): void {
    const wanted = Math.min(this.#minInsyncReplicas(), this.#replicas.length);
    if (this.#isr.length >= wanted) return;
    throw new KafkaError(
      errorName,
      `${this.name} has ${this.#isr.length} in-sync replicas; min.insync.replicas wants ${wanted}.`,
    );
  }

  /** The one place where a leader's high watermark moves. Other members of the ISR hold it back until they report their end. */
  #advanceHighWatermark(): void {
    const heldBack = this.#isr.some((replica) => replica !== this.#localId);
    if (!heldBack) this.log.updateHighWatermark(this.log.logEndOffset);
    this.#onHighWatermarkAdvanced(this);
  }

  /** Where readers of this isolation level stop. */
  endOffsetFor(isolation: IsolationLevel): number {
    return isolation === 'read_committed' ? this.log.lastStableOffset : this.log.highWatermark;
  }

  /** KIP-207: a new leader whose high watermark has not reached its own epoch cannot say where the log ends. */
  checkEndIsKnown(): void {
    if (this.log.highWatermark < this.#leaderEpochStartOffset) {
      throw new KafkaError('OFFSET_NOT_AVAILABLE', `The new leader of ${this.name} does not know the high watermark yet.`);
    }
  }
}
