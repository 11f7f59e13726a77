import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { FetchSession } from './fetch-session';

/** A session that was not used for this long may go for any other; one younger than this goes for none. */
const evictionMs = 120_000;

const sessionIdMax = 0x7fff_ffff;

interface FetchSessionCacheOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** `max.incremental.fetch.session.cache.slots` */
  readonly slots: number;
}

interface NewSession {
  readonly usesTopicIds: boolean;
  readonly isPrivileged: boolean;
  readonly size: number;
}

/** The fetch sessions of a broker. They outlive connections and end when they are closed or others need their slots. */
export class FetchSessionCache {
  readonly #options: FetchSessionCacheOptions;
  /** Least recently used first. */
  readonly #sessions = new Map<number, FetchSession>();

  constructor(options: FetchSessionCacheOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#sessions.size;
  }

  /** The session, which counts as used now. */
  use(id: number): FetchSession | undefined {
    const session = this.#sessions.get(id);
    if (session === undefined) return undefined;
    session.lastUsedMs = this.#options.clock.monotonicMs();
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    return session;
  }

  remove(id: number): void {
    this.#sessions.delete(id);
  }

  /** Undefined when there is no slot for it. */
  create({ usesTopicIds, isPrivileged, size }: NewSession): FetchSession | undefined {
    const createdMs = this.#options.clock.monotonicMs();
    if (this.#sessions.size >= this.#options.slots && !this.#evictFor(isPrivileged, size, createdMs)) return undefined;
    const session = new FetchSession({ id: this.#freeId(), usesTopicIds, isPrivileged, createdMs });
    this.#sessions.set(session.id, session);
    return session;
  }

  #freeId(): number {
    for (;;) {
      const id = 1 + this.#options.random.integer(sessionIdMax);
      if (!this.#sessions.has(id)) return id;
    }
  }

  /** Makes room if some session is worth less than the new one: unused, or smaller and not a follower's. */
  #evictFor(isPrivileged: boolean, size: number, nowMs: number): boolean {
    const [oldest] = this.#sessions.values();
    if (oldest === undefined) return false;
    if (nowMs - oldest.lastUsedMs > evictionMs) {
      this.#sessions.delete(oldest.id);
      return true;
    }
    const evictable = [...this.#sessions.values()].filter(
      (session) => nowMs - session.createdMs > evictionMs && (isPrivileged || !session.isPrivileged),
    );
    const [least] = evictable.sort((a, b) => Number(a.isPrivileged) - Number(b.isPrivileged) || a.size - b.size);
    if (least === undefined) return false;
    const isWorthLess = least.isPrivileged === isPrivileged ? least.size < size : isPrivileged;
    if (isWorthLess) this.#sessions.delete(least.id);
    return isWorthLess;
  }
}
