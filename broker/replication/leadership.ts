import type { UnifiedLog } from '../log/unified-log';
import type { PartitionImage } from '../metadata/metadata-image';
import type { Timer } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';
import type { TopicPartition } from '../protocol/topic-partition';
import type { AlteredPartition, PartitionAlteration } from './alter-partition-manager';
import { FollowerState } from './follower-state';
import type { PartitionContext } from './partition-context';
import { toKafkaError } from './to-kafka-error';

/** A refused or lost proposal is made again, or another one made, after this long. */
const retryDelayMs = 100;

/** The partition that is led. */
export interface LedPartition {
  readonly topicPartition: TopicPartition;
  readonly name: string;
  readonly log: UnifiedLog;
}

/** A follower's fetch of the partition. */
export interface FollowerFetch {
  readonly replicaId: number;
  readonly brokerEpoch: number;
  readonly fetchOffset: number;
  readonly logStartOffset: number;
}

interface Proposal {
  readonly alteration: PartitionAlteration;
  readonly isr: readonly number[];
  readonly isExpansion: boolean;
}

interface LeadershipOptions {
  readonly context: PartitionContext;
  readonly partition: LedPartition;
  readonly image: PartitionImage;
  /** Where the epoch begins in the log. */
  readonly epochStartOffset: number;
  /** This broker led in the epoch before, without a break. */
  readonly previous: Leadership | undefined;
  /** The controller confirmed another ISR. */
  readonly onIsrChanged: () => void;
}

/**
 * What a leader knows and decides in one leader epoch: how far each follower is, which offset is committed, and whom to
 * propose for the ISR. A proposed member counts at once, a proposed removal only when the controller has made it: the
 * "maximal" ISR of KIP-497.
 */
export class Leadership {
  readonly leaderEpoch: number;
  readonly epochStartOffset: number;
  /** The first epoch since which this broker leads without a break. */
  readonly unbrokenSinceEpoch: number;
  readonly #context: PartitionContext;
  readonly #partition: LedPartition;
  readonly #onIsrChanged: () => void;
  readonly #followers = new Map<number, FollowerState>();
  #replicaCount = 0;
  #isr: readonly number[] = [];
  #partitionEpoch: number;
  /** What the controller was asked for; it stays while it may have been granted unheard. */
  #proposal: Proposal | undefined;
  #isInFlight = false;
  #quietUntilMs = Number.NEGATIVE_INFINITY;
  #retryTimer: Timer | undefined;
  #ended = false;

  constructor({ context, partition, image, epochStartOffset, previous, onIsrChanged }: LeadershipOptions) {
    this.#context = context;
    this.#partition = partition;
    this.#onIsrChanged = onIsrChanged;
    this.leaderEpoch = image.leaderEpoch;
    this.epochStartOffset = epochStartOffset;
    this.unbrokenSinceEpoch = previous?.unbrokenSinceEpoch ?? image.leaderEpoch;
    this.#partitionEpoch = image.partitionEpoch;
    for (const follower of previous?.followers ?? []) this.#followers.set(follower.brokerId, follower);
    this.#adopt(image);
    const nowMs = context.clock.monotonicMs();
    for (const [id, follower] of this.#followers)
      follower.beginEpoch({ isInSync: this.#isr.includes(id), nowMs, leaderEndOffset: partition.log.logEndOffset });
  }

  /** As the controller last confirmed it. */
  get isr(): readonly number[] {
    return this.#isr;
  }

  get maximalIsr(): readonly number[] {
    return this.#proposal?.isExpansion === true ? this.#proposal.isr : this.#isr;
  }

  get partitionEpoch(): number {
    return this.#partitionEpoch;
  }

  get followers(): Iterable<FollowerState> {
    return this.#followers.values();
  }

  /** In-sync replicas that a committed record needs: never more than there are replicas. */
  get inSyncReplicasNeeded(): number {
    return Math.min(this.#context.minInsyncReplicas(this.#partition.topicPartition.topic), this.#replicaCount);
  }

  /** The metadata shows the partition in this epoch. What the controller answered before may be newer. */
  adopt(image: PartitionImage): void {
    if (image.partitionEpoch <= this.#partitionEpoch) return;
    this.#partitionEpoch = image.partitionEpoch;
    this.#forgetProposal();
    // Forgetting cancelled what was to ask again: with another state of the partition it may be asked at once.
    this.#quietUntilMs = Number.NEGATIVE_INFINITY;
    this.#adopt(image);
  }

  #adopt({ replicas, isr }: PartitionImage): void {
    this.#replicaCount = replicas.length;
    this.#isr = isr;
    for (const id of this.#followers.keys()) if (!replicas.includes(id)) this.#followers.delete(id);
    for (const id of replicas) {
      if (id !== this.#context.localId && !this.#followers.has(id)) this.#followers.set(id, new FollowerState(id));
    }
  }

  /** Nothing is proposed any more, and answers that come later change nothing. */
  end(): void {
    this.#ended = true;
    this.#forgetProposal();
  }

  /** Takes in what a follower's fetch says. Throws when the follower has to ask again. Says whether its log start moved. */
  noteFetch({ replicaId, brokerEpoch, fetchOffset, logStartOffset }: FollowerFetch): { logStartMoved: boolean } {
    const follower = this.#followers.get(replicaId);
    const { name, log } = this.#partition;
    if (follower === undefined) {
      // The assignment it knows may be newer than ours.
      throw new KafkaError('UNKNOWN_LEADER_EPOCH', `Broker ${replicaId} is not known here as a replica of ${name}.`);
    }
    const registeredEpoch = this.#context.broker(replicaId)?.epoch ?? -1;
    if (brokerEpoch >= 0 && registeredEpoch > brokerEpoch) {
      throw new KafkaError('NOT_LEADER_OR_FOLLOWER', `Broker ${replicaId} has registered anew since it sent this fetch.`);
    }
    const logStartMoved = follower.logStartOffset !== logStartOffset;
    const nowMs = this.#context.clock.monotonicMs();
    follower.noteFetch({ fetchOffset, logStartOffset, brokerEpoch, leaderEndOffset: log.logEndOffset, nowMs });
    return { logStartMoved };
  }

  /** Records were appended from that offset on: whoever had all before has been caught up until now. */
  noteAppend(firstOffset: number): void {
    for (const follower of this.#followers.values()) {
      if (follower.logEndOffset >= firstOffset) follower.noteCaughtUp(this.#context.clock.monotonicMs());
    }
  }

  /**
   * The offset below which everything is committed; undefined while there are too few in-sync replicas to commit
   * anything (KAFKA-15583). A replica about to join the ISR holds it back, or it could never join.
   */
  committableOffset(): number | undefined {
    if (this.#isr.length < this.inSyncReplicasNeeded) return undefined;
    const { logEndOffset } = this.#partition.log;
    let offset = logEndOffset;
    for (const follower of this.#followers.values()) {
      if (follower.logEndOffset >= offset) continue;
      if (this.maximalIsr.includes(follower.brokerId) || this.#isAboutToJoin(follower, logEndOffset))
        offset = follower.logEndOffset;
    }
    return offset;
  }

  #isAboutToJoin(follower: FollowerState, logEndOffset: number): boolean {
    const { clock, lagMsMax } = this.#context;
    return follower.isCaughtUp(logEndOffset, clock.monotonicMs(), lagMsMax) && this.#isEligible(follower);
  }

  /** KIP-841, KIP-903: only a live broker joins the ISR, and only the process that the fetches came from. */
  #isEligible({ brokerId, brokerEpoch }: FollowerState): boolean {
    const broker = this.#context.broker(brokerId);
    if (broker === undefined || broker.fenced || broker.inControlledShutdown) return false;
    return brokerEpoch === -1 || brokerEpoch === broker.epoch;
  }

  get #mayPropose(): boolean {
    if (this.#ended || this.#isInFlight || this.#proposal !== undefined) return false;
    return this.#context.clock.monotonicMs() >= this.#quietUntilMs;
  }

  /**
   * Proposes the followers that have everything committed and have reached this epoch, provided that they keep up, as the
   * one does that is fetching now.
   */
  maybeExpandIsr(fetchingId = -1): void {
    if (this.#isr.length > this.#followers.size || !this.#mayPropose) return;
    const { highWatermark, logEndOffset } = this.#partition.log;
    const { clock, lagMsMax } = this.#context;
    const joining = [...this.#followers.values()].filter((follower) => {
      if (this.#isr.includes(follower.brokerId) || follower.logEndOffset < highWatermark) return false;
      const keepsUp = follower.brokerId === fetchingId || follower.isCaughtUp(logEndOffset, clock.monotonicMs(), lagMsMax);
      return keepsUp && follower.logEndOffset >= this.epochStartOffset && this.#isEligible(follower);
    });
    if (joining.length > 0) this.#propose([...this.#isr, ...joining.map(({ brokerId }) => brokerId)], true);
  }

  /** Proposes the ISR without those that have not caught up for too long. */
  maybeShrinkIsr(): void {
    if (!this.#mayPropose) return;
    const { clock, lagMsMax } = this.#context;
    const { logEndOffset } = this.#partition.log;
    const kept = this.#isr.filter((id) => {
      const follower = this.#followers.get(id);
      return follower === undefined || follower.isCaughtUp(logEndOffset, clock.monotonicMs(), lagMsMax);
    });
    if (kept.length < this.#isr.length) this.#propose(kept, false);
  }

  #propose(isr: readonly number[], isExpansion: boolean): void {
    const { brokerEpoch, localId } = this.#context;
    const epochOf = (id: number): number => (id === localId ? brokerEpoch() : (this.#followers.get(id)?.brokerEpoch ?? -1));
    const { log, topicPartition } = this.#partition;
    const alteration = {
      topicId: log.topicId,
      partition: topicPartition.partition,
      leaderEpoch: this.leaderEpoch,
      partitionEpoch: this.#partitionEpoch,
      isr: isr.map((brokerId) => ({ brokerId, brokerEpoch: epochOf(brokerId) })),
    };
    const proposal = { alteration, isr, isExpansion };
    this.#proposal = proposal;
    void this.#send(proposal);
  }

  /** Never rejects. */
  async #send(proposal: Proposal): Promise<void> {
    this.#isInFlight = true;
    let answer: AlteredPartition | KafkaError;
    try {
      answer = await this.#context.alterPartition(proposal.alteration);
    } catch (error) {
      answer = toKafkaError(error);
    }
    this.#isInFlight = false;
    if (this.#ended) return;
    // The metadata told before the answer did; who could not be proposed meanwhile is proposed now.
    if (proposal.alteration.partitionEpoch !== this.#partitionEpoch) this.maybeExpandIsr();
    else if (answer instanceof KafkaError) this.#onRefused(proposal, answer);
    else this.#onAltered(answer);
  }

  #onAltered({ leaderEpoch, partitionEpoch, isr }: AlteredPartition): void {
    // With a newer leader epoch it is no longer this broker's to act on: the metadata will say so.
    if (leaderEpoch !== this.leaderEpoch || partitionEpoch < this.#partitionEpoch) return;
    const { logger } = this.#context;
    const { name } = this.#partition;
    logger.info('The in-sync replicas changed.', { partition: name, from: this.#isr.join(), to: isr.join() });
    this.#forgetProposal();
    this.#isr = isr;
    this.#partitionEpoch = partitionEpoch;
    this.#onIsrChanged();
  }

  #onRefused(proposal: Proposal, error: KafkaError): void {
    const { logger, timers, clock } = this.#context;
    const fields = { partition: this.#partition.name, wanted: proposal.isr.join(), error: error.errorName };
    switch (error.errorName) {
      case 'INELIGIBLE_REPLICA':
      case 'OPERATION_NOT_ATTEMPTED':
        // The controller says that its epochs are ours and that it did nothing.
        logger.info('The controller refused other in-sync replicas.', fields);
        this.#forgetProposal();
        this.#quietUntilMs = clock.monotonicMs() + retryDelayMs;
        this.#retryTimer = timers.after(retryDelayMs, () => {
          this.maybeExpandIsr();
        });
        return;
      case 'FENCED_LEADER_EPOCH':
      case 'INVALID_UPDATE_VERSION':
      case 'NEW_LEADER_ELECTED':
      case 'UNKNOWN_TOPIC_ID':
      case 'UNKNOWN_TOPIC_OR_PARTITION':
      case 'INVALID_REQUEST':
        // The partition is another one than we know, perhaps by this very proposal: the metadata will tell.
        logger.info('The partition has changed before its in-sync replicas could.', fields);
        return;
      default:
        logger.debug('The controller could not be asked for other in-sync replicas; it is asked again.', fields);
        this.#retryTimer = timers.after(retryDelayMs, () => {
          if (this.#proposal === proposal) void this.#send(proposal);
        });
    }
  }

  #forgetProposal(): void {
    this.#proposal = undefined;
    this.#retryTimer?.cancel();
  }

  /** The smallest log start offset among the replicas that live. */
  lowWatermark(): number {
    let offset = this.#partition.log.logStartOffset;
    for (const { brokerId, logStartOffset } of this.#followers.values()) {
      const broker = this.#context.broker(brokerId);
      if (broker !== undefined && !broker.fenced) offset = Math.min(offset, logStartOffset);
    }
    return offset;
  }
}
