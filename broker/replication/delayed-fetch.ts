import type { FetchSight } from './fetch-look';
import type { FollowerNews } from './follower-news';
import type { FetchIsolation } from './partition';
import type { DelayedOperation } from './purgatory';

interface DelayedFetchOptions {
  readonly sights: readonly FetchSight[];
  readonly isolation: FetchIsolation;
  /** The sum of the partitions' readable bytes at which the fetch is worth answering. */
  readonly readableBytesWanted: number;
  /** What else a follower waits for. */
  readonly news: FollowerNews | undefined;
}

/** The bytes of all partitions that count for a fetch's minimum. */
export function readableBytesOf(sights: readonly FetchSight[], isolation: FetchIsolation): number {
  let bytes = 0;
  for (const { partition, isThrottled } of sights) if (!isThrottled) bytes += partition.readableBytes(isolation);
  return bytes;
}

/** A fetch that waits until its partitions hold enough bytes, or one of them has another leader. */
export class DelayedFetch implements DelayedOperation {
  readonly completed: Promise<void>;
  readonly #options: DelayedFetchOptions;
  #complete: () => void = () => undefined;

  constructor(options: DelayedFetchOptions) {
    this.#options = options;
    this.completed = new Promise((resolve) => {
      this.#complete = resolve;
    });
  }

  tryComplete(): boolean {
    const { sights, isolation, readableBytesWanted, news } = this.#options;
    for (const { partition, leaderEpoch, wasLeader } of sights) {
      if (partition.leaderEpoch !== leaderEpoch || partition.isLeader !== wasLeader) return this.#done();
    }
    if (readableBytesOf(sights, isolation) >= readableBytesWanted || news?.isDue() === true) return this.#done();
    return false;
  }

  expire(): void {
    this.#done();
  }

  #done(): true {
    this.#options.news?.cancel();
    this.#complete();
    return true;
  }
}
