import type { ChangedFact, ClusterReport } from '../../server/cluster-change';
import { ChangeFilter } from './change-filter';
import type { MetadataFact } from './cluster-event';
import type { EventLog } from './event-log';
import { groupPartitions, groupTopics, type PartitionChange, type TopicFact } from './grouped-facts';
import type { ProcessEvent } from './managed-process';
import { Outages } from './outages';

/** How long what was heard is kept back, so that changes of one moment become one event. */
const gatherMs = 50;

/** What was heard in one such time. */
interface Gathered {
  readonly atMs: number;
  readonly partitions: PartitionChange[];
  readonly topics: TopicFact[];
  readonly others: MetadataFact[];
}

/**
 * Turns what every broker tells of the metadata, and what happens to their processes, into the timeline: each change
 * once, many alike as one, with the time since the broker that caused it died.
 */
export class ClusterNews {
  readonly #log: EventLog;
  readonly #filter = new ChangeFilter();
  readonly #outages = new Outages();
  /** Since when partitions have no leader. */
  readonly #leaderlessSinceMs = new Map<string, number>();
  #controller: number | null = null;
  #gathered: Gathered | undefined;

  constructor(log: EventLog) {
    this.#log = log;
  }

  onProcess(broker: number, event: ProcessEvent): void {
    const atMs = Date.now();
    switch (event.kind) {
      case 'up':
        this.#outages.end(broker);
        this.#log.add({ ...event, kind: 'broker-up', broker }, atMs);
        break;
      case 'down':
        this.#outages.begin(broker, atMs);
        this.#log.add({ ...event, kind: 'broker-down', broker }, atMs);
        break;
      case 'restarting':
        this.#log.add({ ...event, kind: 'broker-restarting', broker }, atMs);
        break;
      case 'frozen':
        this.#outages.begin(broker, atMs);
        this.#log.add({ kind: 'broker-frozen', broker }, atMs);
        break;
      case 'thawed':
        this.#outages.end(broker);
        this.#log.add({ ...event, kind: 'broker-thawed', broker }, atMs);
        break;
    }
  }

  onWiped(broker: number, directoryId: string): void {
    this.#log.add({ kind: 'broker-wiped', broker, directoryId }, Date.now());
  }

  onReport({ atMs, changes }: ClusterReport): void {
    for (const change of changes) if (this.#filter.isNew(change)) this.#gather(change.fact, atMs);
  }

  #gather(fact: ChangedFact, atMs: number): void {
    if (this.#gathered === undefined) setTimeout(() => this.#tell(), gatherMs).unref();
    const { partitions, topics, others } = (this.#gathered ??= { atMs, partitions: [], topics: [], others: [] });
    switch (fact.kind) {
      case 'leader-changed':
        partitions.push({ fact, afterMs: this.#leaderlessMs(fact, atMs) ?? this.#outages.elapsedMs(fact.from, atMs) });
        break;
      case 'isr-changed':
      case 'partitions-reassigned':
        partitions.push({ fact, afterMs: null });
        break;
      case 'topic-created':
      case 'topic-deleted':
        topics.push(fact);
        break;
      case 'controller-changed':
        others.push({ ...fact, from: this.#controller, afterMs: this.#outages.elapsedMs(this.#controller, atMs) });
        this.#controller = fact.to;
        break;
      case 'broker-fenced':
        others.push({ kind: 'broker-fenced', broker: fact.broker, afterMs: this.#outages.elapsedMs(fact.broker, atMs) });
        this.#outages.begin(fact.broker, atMs);
        break;
      case 'broker-unfenced':
        this.#outages.end(fact.broker);
        others.push({ kind: fact.kind, broker: fact.broker });
        break;
      case 'broker-registered':
      case 'broker-unregistered':
        others.push({ kind: fact.kind, broker: fact.broker });
        break;
      case 'partitions-added':
      case 'config-changed':
      case 'group-rebalanced':
        others.push(fact);
        break;
    }
  }

  /** How long the partition had no leader, when it had none and has one now. */
  #leaderlessMs({ topic, partition, to }: { topic: string; partition: number; to: number | null }, atMs: number): number | null {
    const name = `${topic}-${partition}`;
    const sinceMs = this.#leaderlessSinceMs.get(name);
    if (to === null) this.#leaderlessSinceMs.set(name, atMs);
    else this.#leaderlessSinceMs.delete(name);
    return sinceMs === undefined ? null : atMs - sinceMs;
  }

  #tell(): void {
    const gathered = this.#gathered;
    if (gathered === undefined) return;
    this.#gathered = undefined;
    const { atMs, partitions, topics, others } = gathered;
    for (const fact of [...others, ...groupTopics(topics), ...groupPartitions(partitions)]) this.#log.add(fact, atMs);
  }
}
