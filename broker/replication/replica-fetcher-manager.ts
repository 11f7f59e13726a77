import type { Following } from './following';
import { ReplicaFetcher, type ReplicaFetcherOptions } from './replica-fetcher';

/** Has each replica that follows a leader fetched from that leader. */
export class ReplicaFetcherManager {
  readonly #options: ReplicaFetcherOptions;
  /** By leader. One that has nothing to fetch costs nothing and is kept. */
  readonly #fetchers = new Map<number, ReplicaFetcher>();
  /** By name of the partition. */
  readonly #followed = new Map<string, Following>();
  #closed = false;

  constructor(options: ReplicaFetcherOptions) {
    this.#options = options;
  }

  /** From now on the replica is fetched as it says, and no longer as it said before. */
  follow(following: Following): void {
    if (this.#closed || this.#followed.get(following.name) === following) return;
    this.unfollow(following.name);
    this.#followed.set(following.name, following);
    const fetcher = this.#fetchers.get(following.leaderId) ?? new ReplicaFetcher(following.leaderId, this.#options);
    this.#fetchers.set(following.leaderId, fetcher);
    fetcher.add(following);
  }

  unfollow(partitionName: string): void {
    const following = this.#followed.get(partitionName);
    if (following === undefined) return;
    this.#followed.delete(partitionName);
    this.#fetchers.get(following.leaderId)?.remove(following);
  }

  /** These brokers registered, came back or went. */
  onBrokersChanged(brokerIds: readonly number[]): void {
    for (const id of brokerIds) this.#fetchers.get(id)?.retryNow();
  }

  close(): void {
    this.#closed = true;
    for (const fetcher of this.#fetchers.values()) fetcher.close();
  }
}
