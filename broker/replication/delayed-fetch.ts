import type { FetchTarget } from './fetch-target';
import type { FollowerNews } from './follower-news';
import type { FetchIsolation } from './partition';
import type { DelayedOperation } from './purgatory';

interface DelayedFetchOptions {
  readonly targets: readonly FetchTarget[];
  readonly isolation: FetchIsolation;
  /** Bytes, beyond those found when the targets were noted, at which the fetch is worth answering. */
  readonly bytesWanted: number;
  /** What else a follower waits for. */
  readonly news: FollowerNews | undefined;
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
    const { targets, isolation, bytesWanted, news } = this.#options;
    if (news?.isDue === true) return this.#done();
    let bytes = 0;
    for (const target of targets) {
      if (target.isAtRest) continue;
      if (target.hasAnotherLeader) return this.#done();
      bytes += target.newBytes(isolation);
      if (news !== undefined && target.hasNews) news.note();
    }
    return bytes >= bytesWanted && this.#done();
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
