import type { UnifiedLog } from '../log/unified-log';
import type { PartitionImage } from '../metadata/metadata-image';
import type { Logger } from '../platform/logger';
import { KafkaError } from '../protocol/kafka-error';
import type { ByteProgress } from './byte-progress';
import type { EpochEndOffset } from './epoch-end-offset';

/** One partition of a leader's answer. */
export interface FetchedFromLeader {
  readonly records: Buffer;
  readonly highWatermark: number;
  readonly logStartOffset: number;
}

interface FollowingOptions {
  readonly name: string;
  readonly log: UnifiedLog;
  readonly progress: ByteProgress;
  readonly image: PartitionImage;
  readonly isInSync: boolean;
  readonly logger: Logger;
  readonly onHighWatermarkMoved: () => void;
}

/**
 * A replica that follows one leader in one leader epoch: takes over what the leader has and cuts what it has not. When
 * the epoch is over every call is refused, so that an answer that comes late does no harm.
 */
export class Following {
  readonly name: string;
  readonly log: UnifiedLog;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly #options: FollowingOptions;
  #isInSync: boolean;
  #leaderHighWatermark = -1;
  #ended = false;

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.name = options.name;
    this.log = options.log;
    this.leaderId = options.image.leader;
    this.leaderEpoch = options.image.leaderEpoch;
    this.#isInSync = options.isInSync;
  }

  get isCurrent(): boolean {
    return !this.#ended;
  }

  /** Whether the controller counts this replica as in sync. */
  get isInSync(): boolean {
    return this.#isInSync;
  }

  setInSync(isInSync: boolean): void {
    this.#isInSync = isInSync;
  }

  /** As the leader told it last; this replica's own may be behind. -1: not yet. */
  get leaderHighWatermark(): number {
    return this.#leaderHighWatermark;
  }

  end(): void {
    this.#ended = true;
  }

  /** Resolves when what was fetched from `fetchOffset` on is in the log; then the high watermark and the log start follow the leader's. */
  async take({ records, highWatermark, logStartOffset }: FetchedFromLeader, fetchOffset: number): Promise<void> {
    this.#checkCurrent();
    const { log, progress } = this.#options;
    if (records.length > 0) {
      if (fetchOffset !== log.logEndOffset) {
        throw new KafkaError('OFFSET_OUT_OF_RANGE', `${this.name} ends at ${log.logEndOffset}, not at ${fetchOffset}.`);
      }
      const { lastOffset, sizeBytes } = await log.appendAsFollower(records);
      progress.noteAppend(lastOffset + 1, sizeBytes);
    }
    if (this.#ended) return;
    this.#leaderHighWatermark = highWatermark;
    this.#followHighWatermark(highWatermark);
    const startOffset = Math.min(logStartOffset, log.highWatermark);
    if (startOffset > log.logStartOffset) await log.incrementLogStartOffset(startOffset);
  }

  #followHighWatermark(highWatermark: number): void {
    const { log, progress, onHighWatermarkMoved } = this.#options;
    const before = log.highWatermark;
    const after = log.updateHighWatermark(highWatermark);
    if (after === before) return;
    progress.noteCommit(after);
    onHighWatermarkMoved();
  }

  /**
   * Cuts what the leader does not have, as far as its answer tells (KIP-101, KIP-279): up to where the leader's largest
   * epoch at or below ours ends there or here. Where the two do not share that epoch the next fetch tells more.
   */
  async truncateWhereLogsPart({ leaderEpoch, endOffset }: EpochEndOffset): Promise<void> {
    this.#checkCurrent();
    const { log } = this.#options;
    const own = log.endOffsetForEpoch(leaderEpoch);
    const sharesEpoch = own.leaderEpoch === leaderEpoch;
    const knowsEarlierEpoch = own.leaderEpoch >= 0 && !sharesEpoch;
    const wanted = knowsEarlierEpoch ? own.endOffset : Math.min(endOffset, own.endOffset < 0 ? endOffset : own.endOffset);
    await this.#truncateTo(Math.min(wanted, log.logEndOffset), { leaderEpoch, endOffset });
  }

  /** The leader's log ends below ours, which only an unclean election brings about. */
  async truncateTo(leaderEndOffset: number): Promise<void> {
    this.#checkCurrent();
    await this.#truncateTo(leaderEndOffset, { leaderEpoch: this.leaderEpoch, endOffset: leaderEndOffset });
  }

  async #truncateTo(offset: number, leader: EpochEndOffset): Promise<void> {
    const { log, logger, progress } = this.#options;
    const fields = {
      partition: this.name,
      toOffset: offset,
      fromOffset: log.logEndOffset,
      highWatermark: log.highWatermark,
      leader: this.leaderId,
      epoch: leader.leaderEpoch,
      leaderEndOffset: leader.endOffset,
    };
    if (offset < log.highWatermark) logger.warn('A follower drops records that were committed: its leader lost them.', fields);
    else if (offset < log.logEndOffset) logger.info('A follower drops records that its leader does not have.', fields);
    await log.truncateTo(offset);
    progress.noteTruncation(log.logEndOffset);
  }

  /** The leader's log begins above our end: nothing here is of use. */
  async restartAt(leaderStartOffset: number): Promise<void> {
    this.#checkCurrent();
    const { log, logger, progress } = this.#options;
    logger.warn('A follower is too far behind for its leader; its log starts anew.', {
      partition: this.name,
      endOffset: log.logEndOffset,
      leaderStartOffset,
    });
    await log.truncateFullyAndStartAt(leaderStartOffset);
    progress.noteTruncation(leaderStartOffset);
  }

  #checkCurrent(): void {
    if (!this.#ended) return;
    throw new KafkaError('FENCED_LEADER_EPOCH', `${this.name} is no longer followed in leader epoch ${this.leaderEpoch}.`);
  }
}
