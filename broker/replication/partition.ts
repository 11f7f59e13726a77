import type { LogAppendInfo } from '../log/log-append-info';
import type { UnifiedLog } from '../log/unified-log';
import type { PartitionImage } from '../metadata/metadata-image';
import { KafkaError } from '../protocol/kafka-error';
import type { Uuid } from '../protocol/primitives/uuid';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { ByteProgress } from './byte-progress';
import type { FollowerState } from './follower-state';
import { Following } from './following';
import { Leadership, type FollowerFetch } from './leadership';
import type { PartitionContext } from './partition-context';

export type IsolationLevel = 'read_uncommitted' | 'read_committed';

/** How far a reader may read: a follower reads all there is. */
export type FetchIsolation = IsolationLevel | 'log_end';

/** Who asked for the append; decides which checks the log makes. */
export type AppendOrigin = 'client' | 'coordinator';

interface PartitionOptions {
  readonly topicPartition: TopicPartition;
  readonly log: UnifiedLog;
  readonly context: PartitionContext;
}

/**
 * This broker's replica of a partition. It leads, follows a leader, or waits for one, as the metadata says; what only a
 * leader or only a follower does is in Leadership and Following, of which there is a new one in each leader epoch.
 */
export class Partition {
  readonly topicPartition: TopicPartition;
  /** `topic-partition`: the key under which operations wait for this partition. */
  readonly name: string;
  readonly log: UnifiedLog;
  readonly #context: PartitionContext;
  readonly #progress = new ByteProgress();
  #leaderId = -1;
  #leaderEpoch = -1;
  #partitionEpoch = -1;
  #leadership: Leadership | undefined;
  #following: Following | undefined;
  #version = 0;

  constructor({ topicPartition, log, context }: PartitionOptions) {
    this.topicPartition = topicPartition;
    this.name = topicPartitionName(topicPartition);
    this.log = log;
    this.#context = context;
    // How much there is between the two is not known and need not be: it is more than nothing.
    if (log.logEndOffset > log.highWatermark) this.#progress.noteAppend(log.logEndOffset, 1);
  }

  get topicId(): Uuid {
    return this.log.topicId;
  }

  get isLeader(): boolean {
    return this.#leadership !== undefined;
  }

  get leaderId(): number {
    return this.#leaderId;
  }

  get leaderEpoch(): number {
    return this.#leaderEpoch;
  }

  /** Undefined while this broker leads or nobody does. */
  get following(): Following | undefined {
    return this.#following;
  }

  /** Another one whenever there may be something new to readers: records, offsets, a role. */
  get version(): number {
    return this.#version;
  }

  /** Bytes that became readable since the broker started; waiting fetches compare two readings of it. */
  readableBytes(isolation: FetchIsolation): number {
    return isolation === 'log_end' ? this.#progress.appendedBytes : this.#progress.committedBytes;
  }

  /** Takes over what the controller decided. What is older than what is known changes nothing. */
  async apply(image: PartitionImage): Promise<void> {
    const isOlder =
      image.leaderEpoch < this.#leaderEpoch ||
      (image.leaderEpoch === this.#leaderEpoch && image.partitionEpoch < this.#partitionEpoch);
    if (isOlder) return;
    const isNewEpoch = image.leaderEpoch > this.#leaderEpoch;
    this.#version += 1;
    this.#leaderId = image.leader;
    this.#leaderEpoch = image.leaderEpoch;
    this.#partitionEpoch = image.partitionEpoch;
    if (image.leader === this.#context.localId) await this.#lead(image, isNewEpoch);
    else this.#follow(image, isNewEpoch);
  }

  /** A new epoch is in the epoch cache before the first request of that epoch is served. */
  async #lead(image: PartitionImage, isNewEpoch: boolean): Promise<void> {
    const before = this.#leadership;
    if (before !== undefined && !isNewEpoch) {
      before.adopt(image);
      this.#onIsrChanged();
      return;
    }
    before?.end();
    this.#leadership = undefined;
    this.#endFollowing();
    await this.log.beginLeaderEpoch(image.leaderEpoch);
    this.#leadership = new Leadership({
      context: this.#context,
      partition: this,
      image,
      epochStartOffset: this.log.logEndOffset,
      previous: before,
      onIsrChanged: () => {
        this.#onIsrChanged();
      },
    });
    this.#onIsrChanged();
  }

  #onIsrChanged(): void {
    this.#leadership?.maybeExpandIsr();
    this.#advanceHighWatermark();
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    this.#context.onChanged(this.name);
  }

  #follow(image: PartitionImage, isNewEpoch: boolean): void {
    const isInSync = image.isr.includes(this.#context.localId);
    if (!isNewEpoch && this.#leadership === undefined) {
      this.#following?.setInSync(isInSync);
      if (this.#following !== undefined || image.leader < 0) return;
    }
    this.#endLeadership();
    this.#endFollowing();
    if (image.leader >= 0) {
      this.#following = new Following({
        name: this.name,
        log: this.log,
        progress: this.#progress,
        image,
        isInSync,
        logger: this.#context.logger,
        onHighWatermarkMoved: () => {
          this.#changed();
        },
      });
    }
    this.#changed();
  }

  /** The replica is gone from here: whoever waits for it has to ask again. */
  remove(): void {
    this.#endLeadership();
    this.#endFollowing();
    this.#changed();
  }

  /** The broker stops: the ISR is left as it is. Writes on their way are still acknowledged. */
  stop(): void {
    this.#leadership?.end();
  }

  #endLeadership(): void {
    this.#leadership?.end();
    this.#leadership = undefined;
  }

  #endFollowing(): void {
    this.#following?.end();
    this.#following = undefined;
  }

  /** Throws unless this broker leads in the epoch the client believes in (KIP-320); an epoch of -1 is not checked. */
  checkLeader(currentLeaderEpoch: number): void {
    this.checkEpoch(currentLeaderEpoch);
    this.#led();
  }

  /** The same for readers who may read from any replica. */
  checkEpoch(currentLeaderEpoch: number): void {
    if (currentLeaderEpoch >= 0 && currentLeaderEpoch < this.#leaderEpoch) {
      throw new KafkaError('FENCED_LEADER_EPOCH', `${this.name} is in leader epoch ${this.#leaderEpoch}.`);
    }
    if (currentLeaderEpoch > this.#leaderEpoch) {
      throw new KafkaError('UNKNOWN_LEADER_EPOCH', `${this.name} has not reached leader epoch ${currentLeaderEpoch} here.`);
    }
  }

  #led(): Leadership {
    if (this.#leadership !== undefined) return this.#leadership;
    throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `This broker does not lead ${this.name}.`);
  }

  /**
   * Queues the batches for the log; the queueing is done when this returns, so calls made in order are written in order.
   * Resolves when they are written, which says nothing about the other replicas: see isReplicated().
   */
  async append(records: Buffer, options: { requiredAcks: number; origin: AppendOrigin }): Promise<LogAppendInfo> {
    const leadership = this.#led();
    if (options.requiredAcks === -1) this.#checkEnoughReplicas(leadership.isr, 'NOT_ENOUGH_REPLICAS');
    const info = await this.log.appendAsLeader(records, { leaderEpoch: leadership.leaderEpoch, origin: options.origin });
    if (this.#leadership === undefined) return info;
    if (!info.duplicate) {
      this.#version += 1;
      this.#progress.noteAppend(info.lastOffset + 1, info.sizeBytes);
      this.#leadership.noteAppend(info.firstOffset);
    }
    if (this.#advanceHighWatermark()) this.#changed();
    else this.#context.onAppended(this.name);
    return info;
  }

  /** Whether everything below `offset`, written in that epoch, is committed. Throws when that can no longer come true. */
  isReplicated(offset: number, leaderEpoch: number): boolean {
    this.checkLedSince(leaderEpoch);
    if (this.log.highWatermark < offset) return false;
    this.#checkEnoughReplicas(this.#led().maximalIsr, 'NOT_ENOUGH_REPLICAS_AFTER_APPEND');
    return true;
  }

  /** Throws unless this broker has led without a break since that epoch. */
  checkLedSince(leaderEpoch: number): void {
    const leadership = this.#leadership;
    if (leadership !== undefined && leadership.unbrokenSinceEpoch <= leaderEpoch) return;
    throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `This broker has not led ${this.name} since leader epoch ${leaderEpoch}.`);
  }

  #checkEnoughReplicas(isr: readonly number[], errorName: 'NOT_ENOUGH_REPLICAS' | 'NOT_ENOUGH_REPLICAS_AFTER_APPEND'): void {
    const wanted = this.#led().inSyncReplicasNeeded;
    if (isr.length >= wanted) return;
    const sentence = `${this.name} has ${isr.length} in-sync replicas; min.insync.replicas wants ${wanted}.`;
    throw new KafkaError(errorName, sentence);
  }

  /** The one place where a leader's high watermark moves; says whether it did. */
  #advanceHighWatermark(): boolean {
    const offset = this.#leadership?.committableOffset();
    if (offset === undefined) return false;
    const before = this.log.highWatermark;
    if (this.log.updateHighWatermark(offset) === before) return false;
    this.#progress.noteCommit(this.log.highWatermark);
    return true;
  }

  /** Takes in what a follower's fetch says of its progress. Throws when the follower has to ask again. */
  noteFollowerFetch(fetch: FollowerFetch): void {
    const leadership = this.#led();
    const { logStartMoved } = leadership.noteFetch(fetch);
    leadership.maybeExpandIsr(fetch.replicaId);
    if (this.#advanceHighWatermark()) this.#changed();
    if (logStartMoved) this.#context.onFollowerLogStartMoved(this.name);
  }

  /** Brokers came, went, or are shutting down: the ISR may change, and who is waited for. */
  onBrokersChanged(): void {
    const leadership = this.#leadership;
    if (leadership === undefined) return;
    leadership.maybeExpandIsr();
    if (this.#advanceHighWatermark()) this.#changed();
    this.#context.onFollowerLogStartMoved(this.name);
  }

  maybeShrinkIsr(): void {
    this.#leadership?.maybeShrinkIsr();
  }

  /** The followers known to a leader; none otherwise. */
  get followers(): readonly FollowerState[] {
    return [...(this.#leadership?.followers ?? [])];
  }

  /** As this leader counts them; empty when it does not lead. */
  get isr(): readonly number[] {
    return this.#leadership?.isr ?? [];
  }

  /** Where readers of this isolation level stop. */
  endOffsetFor(isolation: FetchIsolation): number {
    switch (isolation) {
      case 'log_end':
        return this.log.logEndOffset;
      case 'read_uncommitted':
        return this.log.highWatermark;
      case 'read_committed':
        return this.log.lastStableOffset;
    }
  }

  /** How far this replica is behind the high watermark its leader told last. */
  get offsetLag(): number {
    const highWatermark = this.#following?.leaderHighWatermark ?? this.log.highWatermark;
    return Math.max(0, highWatermark - this.log.logEndOffset);
  }

  /** KIP-207: where a new leader's readers stop, when that is before its own epoch, is not where the log ends. */
  checkEndIsKnown(endOffset: number): void {
    if (endOffset < (this.#leadership?.epochStartOffset ?? 0)) {
      throw new KafkaError('OFFSET_NOT_AVAILABLE', `The new leader of ${this.name} does not know the high watermark yet.`);
    }
  }

  /** Moves the start of a leader's log, which its followers take over; lowWatermark() tells when they have. */
  async deleteRecordsBefore(offset: number): Promise<void> {
    this.#led();
    await this.log.incrementLogStartOffset(offset);
    this.#changed();
  }

  /** The smallest log start offset among the replicas that live. Throws when this broker does not lead. */
  lowWatermark(): number {
    return this.#led().lowWatermark();
  }
}
