import type { Quorum } from '@/lib/contracts/broker';
import type { ClusterEvent, ClusterEvents } from '@/lib/contracts/event';
import { isUnavailable, type ClusterClient } from '../kafka/cluster-client';
import { describeQuorum } from '../kafka/quorum';
import { listReassignments } from '../kafka/reassignments';
import { ServiceError } from '../service-error';
import type { SupervisorClient } from '../supervisor-client';
import { Wakes } from '../wakes';
import { within } from '../within';
import { differs, movingKey, type ClusterLook, type GroupLook } from './cluster-look';
import { lookDifferences } from './look-differences';
import { notMoving, type Moving } from './replica-facts';
import type { ClusterLimits } from './cluster-limits';
import { lookAtConfigs, lookAtGroups, SlowLook } from './slow-looks';
import { silentBrokers } from './without-silent';

const lookMs = 1_000;
/** After news it looks often for a while: an election takes some hundred milliseconds. */
const hurryLookMs = 120;
const hurryForMs = 3_000;
/** What a look costs may be a fifth of the time, however large the cluster is. */
const restPerLook = 4;
/** What is late is left out of a look, so that it does not hold up the news of who leads. */
const partPatienceMs = 250;
/** An election takes less. */
const quorumAgeMsMax = 2_500;
/** It goes on for a while when nobody looks, so that turning a page leaves no hole. */
const lingerMs = 20_000;
const eventsMax = 500;
/** However fast the news comes. */
const breathMs = 20;

/**
 * Looks at a cluster while somebody is interested: brokers, leaders, quorum, moves. It wakes those who show them when
 * something changed. Where no supervisor tells what happens, it tells what must have happened between its looks.
 */
export class ClusterWatch {
  readonly wakes = new Wakes();
  readonly #client: ClusterClient;
  readonly #supervisor: SupervisorClient | null;
  readonly #limits: ClusterLimits;
  readonly #groups = new SlowLook<ReadonlyMap<string, GroupLook>>(1_900);
  readonly #configs = new SlowLook<ReadonlyMap<string, ReadonlyMap<string, string>>>(9_500);
  readonly #moves = new SlowLook<ReadonlyMap<string, Moving>>(1_900);
  #holders = 0;
  #running: AbortController | undefined;
  #lingering: NodeJS.Timeout | undefined;
  #looking: Promise<ClusterLook> | undefined;
  #last: ClusterLook | undefined;
  #quorum: Quorum | null = null;
  #quorumAtMs = 0;
  #askingQuorum: Promise<void> | undefined;
  #hurryUntilMs = 0;
  #watchedSinceMs: number | null = null;
  #seen: ClusterEvent[] = [];
  #nextId = 1;
  #isSupervised = false;
  #movesAreKnown = false;

  constructor(client: ClusterClient, supervisor: SupervisorClient | null, limits: ClusterLimits) {
    this.#client = client;
    this.#supervisor = supervisor;
    this.#limits = limits;
  }

  /** Watches until the signal fires. */
  hold(signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#holders += 1;
    clearTimeout(this.#lingering);
    if (this.#running === undefined) this.#start();
    signal.addEventListener('abort', () => {
      this.#holders -= 1;
      if (this.#holders > 0) return;
      this.#lingering = setTimeout(() => {
        this.#running?.abort();
        this.#running = undefined;
      }, lingerMs);
      this.#lingering.unref();
    });
  }

  /** The cluster as it was at most `ageMsMax` ago. */
  async look(ageMsMax: number): Promise<ClusterLook> {
    if (this.#last !== undefined && Date.now() - this.#last.atMs <= ageMsMax) return this.#last;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Something was done to the cluster: look at once, and often for a while. */
  hurry(): void {
    this.#moves.expire();
    this.#hurryUntilMs = Date.now() + hurryForMs;
    this.#soon.wake();
  }

  movingOf(topic: string, partition: number): Moving {
    return this.#last?.moving.get(movingKey(topic, partition)) ?? notMoving;
  }

  /** Brokers whose process is known to be gone or frozen, whatever the metadata says of them. */
  get silent(): ReadonlySet<number> {
    return silentBrokers(this.#supervisor?.lastState ?? null);
  }

  /** How many partitions are being moved; null when nobody says. */
  get movingCount(): number | null {
    return this.#last === undefined || !this.#movesAreKnown ? null : this.#last.moving.size;
  }

  /** What happened, newest first, as far as it was looked at or told. */
  async events(): Promise<ClusterEvents> {
    // Who listens hears of the next news only; whether it answers is to be known at once.
    if (this.#supervisor !== null && !(this.#isSupervised && this.#running !== undefined)) {
      this.#isSupervised = (await this.#supervisor.state()) !== null;
    }
    const told = this.#isSupervised ? (this.#supervisor?.events ?? []) : this.#seen;
    return {
      events: told.toSorted((a, b) => b.atMs - a.atMs || Number(b.id) - Number(a.id)),
      source: this.#isSupervised ? 'supervisor' : 'polls',
      watchedSinceMs: this.#isSupervised ? null : this.#watchedSinceMs,
    };
  }

  close(): void {
    clearTimeout(this.#lingering);
    this.#running?.abort();
  }

  readonly #soon = new Wakes();

  #start(): void {
    const running = new AbortController();
    this.#running = running;
    // A look after a pause cannot tell what happened when.
    if (!this.#isSupervised) this.#last = undefined;
    this.#watchedSinceMs = null;
    void this.#lookOn(running.signal);
    if (this.#supervisor !== null) void this.#listen(this.#supervisor, running.signal);
  }

  async #lookOn(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const seen = this.#soon.count;
      const startedAt = performance.now();
      // A cluster that does not answer is told by those who show it.
      await this.look(0).catch(() => undefined);
      const tookMs = performance.now() - startedAt;
      const everyMs = Date.now() < this.#hurryUntilMs ? hurryLookMs : lookMs;
      const restMs = Math.max(everyMs - tookMs, tookMs * restPerLook);
      await this.#soon.wait(Math.min(restMs, lookMs), signal, seen);
    }
  }

  /** Whatever the supervisor tells is worth a look. */
  async #listen(supervisor: SupervisorClient, signal: AbortSignal): Promise<void> {
    const never = new Wakes();
    while (!signal.aborted) {
      const before = supervisor.events.at(-1)?.id;
      const state = await supervisor.next(signal);
      if (isOver(signal)) return;
      this.#isSupervised = state !== null;
      if (state !== null && supervisor.events.at(-1)?.id !== before) this.hurry();
      this.wakes.wake();
      await never.wait(state === null ? lookMs : breathMs, signal);
    }
  }

  async #look(): Promise<ClusterLook> {
    const before = this.#last;
    const metadata = await this.#client.metadata(0);
    const isTold = this.#supervisor !== null && this.#isSupervised;
    const topics = [...metadata.topics.keys()];
    const [, moving, groups, configs] = await Promise.all([
      this.#part(this.#askQuorum()),
      this.#part(this.#moves.take(() => this.#askMoves())),
      isTold ? undefined : this.#part(this.#groups.take(() => lookAtGroups(this.#client))),
      isTold ? undefined : this.#part(this.#configs.take(() => lookAtConfigs(this.#client, topics))),
    ]);
    const isQuorumKnown = Date.now() - this.#quorumAtMs < quorumAgeMsMax;
    const look = {
      atMs: Date.now(),
      metadata,
      quorum: isQuorumKnown ? this.#quorum : null,
      moving: keptMoves(before?.moving, moving),
      groups,
      configs,
    };
    this.#last = look;
    this.#movesAreKnown = moving !== undefined;
    this.#watchedSinceMs ??= look.atMs;
    if (before === undefined || this.#running === undefined) return look;
    this.#compare(before, look, isTold);
    return look;
  }

  #compare(before: ClusterLook, look: ClusterLook, isTold: boolean): void {
    const facts = isTold ? [] : lookDifferences(before, look);
    for (const fact of facts) {
      this.#seen.push({ ...fact, id: String(this.#nextId), atMs: look.atMs, withinMs: look.atMs - before.atMs });
      this.#nextId += 1;
    }
    if (this.#seen.length > eventsMax) this.#seen = this.#seen.slice(-eventsMax);
    const isNew = facts.length > 0 || differs(before.metadata, look.metadata);
    if (isNew) this.#hurryUntilMs = Date.now() + hurryForMs;
    if (isNew || before.quorum?.leaderId !== look.quorum?.leaderId || before.moving !== look.moving) this.wakes.wake();
  }

  /** A quorum that elects does not answer: one question waits, and whoever looks meanwhile goes by the last answer. */
  #askQuorum(): Promise<void> {
    this.#askingQuorum ??= this.#limits
      .note('DescribeQuorum', describeQuorum(this.#client))
      .then((quorum) => {
        this.#quorum = quorum;
        this.#quorumAtMs = Date.now();
      })
      .finally(() => {
        this.#askingQuorum = undefined;
      });
    return this.#askingQuorum;
  }

  async #askMoves(): Promise<ReadonlyMap<string, Moving> | undefined> {
    try {
      const list = await this.#limits.note('ListPartitionReassignments', listReassignments(this.#client));
      return new Map(list.map(({ topic, partition, ...moving }) => [movingKey(topic, partition), moving]));
    } catch (error) {
      if (error instanceof ServiceError && !isUnavailable(error)) return undefined;
      throw error;
    }
  }

  /** A part of the look that is left out when it takes long or is not to be had. */
  async #part<Value>(part: Promise<Value>): Promise<Value | undefined> {
    try {
      return await within(partPatienceMs, part);
    } catch (error) {
      if (error instanceof ServiceError) return undefined;
      throw error;
    }
  }
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** The same object while nothing changed. */
function keptMoves(before: ReadonlyMap<string, Moving> | undefined, now: ReadonlyMap<string, Moving> | undefined) {
  const known = before ?? new Map<string, Moving>();
  if (now === undefined) return known;
  return JSON.stringify([...known]) === JSON.stringify([...now]) ? known : now;
}
