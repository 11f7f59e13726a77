import type { FetchPartition } from './fetch-partition';
import type { FetchIsolation, Partition } from './partition';

/** A replica as a reader last saw it. */
interface Sight {
  readonly partition: Partition;
  readonly version: number;
  readonly logStartOffset: number;
  readonly leaderEpoch: number;
  readonly wasLeader: boolean;
  readonly readableBytes: number;
  /** There was nothing to read and nothing to tell. */
  readonly isAtRest: boolean;
}

/**
 * One partition of a fetch, kept for as long as the reader asks the same of it: what has not changed since it was last
 * seen is neither looked at nor answered again, so that partitions at rest cost a reader of many of them next to nothing.
 */
export class FetchTarget {
  readonly request: FetchPartition;
  #seen: Sight | undefined;

  constructor(request: FetchPartition) {
    this.request = request;
  }

  /** To be called before the reader is given anything, or told that there is nothing. */
  note(partition: Partition, isolation: FetchIsolation, isAtRest: boolean): void {
    this.#seen = {
      partition,
      version: partition.version,
      logStartOffset: partition.log.logStartOffset,
      leaderEpoch: partition.leaderEpoch,
      wasLeader: partition.isLeader,
      readableBytes: partition.readableBytes(isolation),
      isAtRest,
    };
  }

  forget(): void {
    this.#seen = undefined;
  }

  /** Nothing has happened since there was nothing to read and nothing to tell. */
  get isAtRest(): boolean {
    return this.#seen?.isAtRest === true && !this.hasChanged;
  }

  /** Something has happened since the target was last noted. */
  get hasChanged(): boolean {
    const seen = this.#seen;
    if (seen === undefined) return false;
    const { partition } = seen;
    return partition.version !== seen.version || partition.log.logStartOffset !== seen.logStartOffset;
  }

  get hasAnotherLeader(): boolean {
    const seen = this.#seen;
    return seen !== undefined && (seen.partition.leaderEpoch !== seen.leaderEpoch || seen.partition.isLeader !== seen.wasLeader);
  }

  /** Bytes that became readable since the target was last noted. */
  newBytes(isolation: FetchIsolation): number {
    return this.#seen === undefined ? 0 : this.#seen.partition.readableBytes(isolation) - this.#seen.readableBytes;
  }

  /** The replica's offsets are further on than the follower knows. */
  get hasNews(): boolean {
    const log = this.#seen?.partition.log;
    if (log === undefined) return false;
    return log.highWatermark > this.request.highWatermark || log.logStartOffset > this.request.logStartOffset;
  }

  /** The name of the partition when it was seen. */
  get partitionName(): string | undefined {
    return this.#seen?.partition.name;
  }
}
