import type { FetchRequest, FetchResponse } from '../protocol/messages/fetch';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';

/** What a follower asks of one partition. Never changed in place. */
export interface FetcherPartition {
  readonly topicId: Uuid;
  readonly partition: number;
  readonly currentLeaderEpoch: number;
  readonly fetchOffset: number;
  readonly lastFetchedEpoch: number;
  readonly logStartOffset: number;
  readonly partitionMaxBytes: number;
  readonly highWatermark: number;
}

type FetchTopic = FetchRequest['topics'][number];

export interface SessionRequest {
  readonly sessionId: number;
  readonly sessionEpoch: number;
  readonly topics: FetchTopic[];
  readonly forgottenTopicsData: FetchRequest['forgottenTopicsData'];
}

const epochMax = 0x7fff_ffff;

/**
 * A follower's side of a fetch session (KIP-227): once there is one, a request names only the partitions whose state
 * changed since the request before. Keys tell a topic created anew from the one before.
 */
export class FetcherSession {
  #id = 0;
  /** 0: the next request opens a session. */
  #epoch = 0;
  readonly #asked = new Map<string, FetcherPartition>();
  /** Asked for, and not yet in a request. */
  readonly #changed = new Set<string>();
  /** No longer asked for, which the leader does not know yet. */
  readonly #forgotten = new Map<string, FetcherPartition>();
  #isRefused = false;

  /** Partitions asked for. */
  get size(): number {
    return this.#asked.size;
  }

  /** Requests need not wait for the answers of those before. */
  get isOpen(): boolean {
    return this.#epoch > 0;
  }

  /** The leader keeps no session for us: every request is a full one. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  ask(key: string, partition: FetcherPartition): void {
    this.#asked.set(key, partition);
    this.#changed.add(key);
    this.#forgotten.delete(key);
  }

  forget(key: string): void {
    const partition = this.#asked.get(key);
    if (partition === undefined) return;
    this.#asked.delete(key);
    this.#changed.delete(key);
    this.#forgotten.set(key, partition);
  }

  next(): SessionRequest {
    const isFull = this.#epoch === 0;
    const named = isFull ? this.#asked.values() : [...this.#changed].flatMap((key) => this.#asked.get(key) ?? []);
    const forgotten = isFull ? [] : this.#forgotten.values();
    const request = {
      sessionId: this.#id,
      sessionEpoch: this.#epoch,
      topics: topicsOf(named),
      forgottenTopicsData: topicsOf(forgotten).map(({ topic, topicId, partitions }) => ({
        topic,
        topicId,
        partitions: partitions.map(({ partition }) => partition),
      })),
    };
    this.#changed.clear();
    this.#forgotten.clear();
    if (!isFull) this.#epoch = this.#epoch === epochMax ? 1 : this.#epoch + 1;
    return request;
  }

  /** Takes in the answer to a request. False when the leader refused it: the next one opens a new session. */
  accept({ sessionEpoch }: SessionRequest, { errorCode, sessionId = 0 }: FetchResponse): boolean {
    if (errorCode !== undefined && errorCode !== 0) {
      this.reset();
      return false;
    }
    if (sessionEpoch === 0) {
      this.#id = sessionId;
      this.#epoch = sessionId === 0 ? 0 : 1;
      this.#isRefused = sessionId === 0;
    } else if (sessionId === 0) {
      this.reset();
    }
    return true;
  }

  /** Nothing is known of the leader's side any more; the next request replaces the session it may still have. */
  reset(): void {
    this.#epoch = 0;
  }
}

export function asksTheSame(a: FetcherPartition | undefined, b: FetcherPartition): boolean {
  return (
    a !== undefined &&
    a.fetchOffset === b.fetchOffset &&
    a.highWatermark === b.highWatermark &&
    a.currentLeaderEpoch === b.currentLeaderEpoch &&
    a.lastFetchedEpoch === b.lastFetchedEpoch &&
    a.logStartOffset === b.logStartOffset
  );
}

function topicsOf(partitions: Iterable<FetcherPartition>): FetchTopic[] {
  const topics = new Map<Uuid, FetchTopic>();
  for (const { topicId, ...partition } of partitions) {
    const topic = topics.get(topicId) ?? { topic: '', topicId, partitions: [] };
    topics.set(topicId, topic);
    topic.partitions.push({ ...partition, replicaDirectoryId: zeroUuid });
  }
  return [...topics.values()];
}
