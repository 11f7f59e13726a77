import { zeroUuid } from '@/broker/protocol/primitives/uuid';
import type { ClusterClient } from '../kafka/cluster-client';
import type { TopicMetadata } from '../kafka/cluster-metadata';
import { topicConfigValues } from '../kafka/configs';
import { knownOffset, listOffsets, offsetSpec } from '../kafka/list-offsets';
import { replicaSizes, type ReplicaSize } from '../kafka/log-dirs';
import { sampleTotals, TopicSeries, type PartitionSample } from './topic-series';

/** Values of a topic that change slowly, or cost the brokers something to find. */
export interface TopicFacts {
  readonly configs: ReadonlyMap<string, string | null>;
  readonly configsAtMs: number;
}

export interface SampleAges {
  /** End offsets. */
  readonly endsMs: number;
  readonly startsMs: number;
  readonly sizesMs: number;
}

export const liveAges: SampleAges = { endsMs: 400, startsMs: 4_500, sizesMs: 1_900 };
export const pageAges: SampleAges = { endsMs: 900, startsMs: 900, sizesMs: 1_900 };
export const sortAges: SampleAges = { endsMs: 5_000, startsMs: 15_000, sizesMs: 15_000 };

const configNames = ['cleanup.policy', 'retention.ms', 'retention.bytes', 'max.message.bytes', 'min.insync.replicas'];
const configAgeMsMax = 30_000;
/** Topics that nobody asked for are forgotten after this long. */
const forgetMs = 10 * 60_000;

interface TopicState {
  readonly series: TopicSeries;
  starts: ReadonlyMap<number, number>;
  startsAtMs: number;
  endsAtMs: number;
  sizes: ReadonlyMap<number, number>;
  lags: ReadonlyMap<string, number>;
  sizesAtMs: number;
  lastMessageAtMs: number | null;
  lastMessageSampledAtMs: number;
  facts: TopicFacts | undefined;
  usedAtMs: number;
}

/**
 * What the pages show of topics, sampled once for all tabs. It asks only when it is asked, and for what it is asked; callers
 * that share a topic share its samples.
 */
export class ClusterSampler {
  readonly #client: ClusterClient;
  readonly #topics = new Map<string, TopicState>();
  readonly #transactional = new Set<string>();
  #working: Promise<void> = Promise.resolve();
  #totals = new TopicSeries();
  #totalsKey = '';

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  /** Remembers that a topic holds transactions: its offsets count markers too. */
  markTransactional(topic: TopicMetadata): void {
    this.#transactional.add(keyOf(topic));
  }

  /** After a write of our own: whoever looks next sees it. */
  expire(topic: TopicMetadata): void {
    const state = this.#stateOf(topic);
    state.startsAtMs = 0;
    state.endsAtMs = 0;
    state.sizesAtMs = 0;
    state.lastMessageSampledAtMs = 0;
  }

  state(topic: TopicMetadata): Readonly<TopicState> {
    return this.#stateOf(topic);
  }

  /** Without remembering a topic that nobody has asked about. */
  knownConfigs(topic: TopicMetadata): ReadonlyMap<string, string | null> | undefined {
    return this.#topics.get(keyOf(topic))?.facts?.configs;
  }

  /** False when an offset range may hold fewer records than offsets. */
  isExact(topic: TopicMetadata): boolean {
    const policy = this.#stateOf(topic).facts?.configs.get('cleanup.policy');
    return !this.#transactional.has(keyOf(topic)) && !(policy ?? '').includes('compact');
  }

  /** Brings the topics' samples up to the ages. One such call works at a time, so that those who wait find it done. */
  sample(topics: readonly TopicMetadata[], ages: SampleAges): Promise<void> {
    const work = this.#working.then(() => this.#sample(topics, ages));
    this.#working = work.catch(() => undefined);
    return work;
  }

  /** Largest record timestamps, where the brokers know them. */
  async sampleLastMessages(topics: readonly TopicMetadata[], ageMsMax: number): Promise<void> {
    const now = Date.now();
    const stale = topics.filter((topic) => now - this.#stateOf(topic).lastMessageSampledAtMs > ageMsMax);
    if (stale.length === 0) return;
    const answers = await listOffsets(
      this.#client,
      stale.map((topic) => ({ topic })),
      offsetSpec.maxTimestamp,
    );
    for (const topic of stale) {
      const state = this.#stateOf(topic);
      const times = topic.partitions.map(({ partition }) => {
        const answer = answers.get(topic.name)?.get(partition);
        return answer !== undefined && 'timestampMs' in answer ? answer.timestampMs : -1;
      });
      const last = Math.max(-1, ...times);
      state.lastMessageAtMs = last < 0 ? null : last;
      state.lastMessageSampledAtMs = now;
    }
  }

  async sampleConfigs(topics: readonly TopicMetadata[], ageMsMax: number = configAgeMsMax): Promise<void> {
    const now = Date.now();
    const stale = topics.filter((topic) => now - (this.#stateOf(topic).facts?.configsAtMs ?? 0) > ageMsMax);
    const names = stale.map(({ name }) => name);
    const values = await topicConfigValues(this.#client, names, configNames);
    for (const topic of stale) {
      this.#stateOf(topic).facts = { configs: values.get(topic.name) ?? new Map(), configsAtMs: now };
    }
  }

  /** Adds the topics' samples to the cluster's history, a point a second at most. */
  noteTotals(topics: readonly TopicMetadata[]): void {
    const partitions = new Map<number, PartitionSample>();
    let atMs = 0;
    topics.forEach((topic, index) => {
      const { series } = this.#stateOf(topic);
      atMs = Math.max(atMs, series.last?.atMs ?? 0);
      const totals = sampleTotals(series.last);
      const ends = [...(series.last?.partitions.values() ?? [])].map(({ end }) => end);
      const end = topic.internal ? 0 : ends.reduce((sum, each) => (sum ?? 0) + (each ?? 0), 0);
      partitions.set(index, { start: 0, end: end ?? 0, sizeBytes: totals.sizeBytes ?? undefined });
    });
    const key = topics.map(keyOf).join();
    if (key !== this.#totalsKey) this.#totals = new TopicSeries(this.#totals);
    this.#totalsKey = key;
    this.#totals.add({ atMs, partitions });
  }

  totalRates(): { messagesPerSecond: number | null; bytesInPerSecond: number | null } {
    const { messagesPerSecond, bytesPerSecond } = this.#totals.totalRates();
    return { messagesPerSecond, bytesInPerSecond: bytesPerSecond };
  }

  totalHistory(): readonly { atMs: number; messagesPerSecond: number | null; bytesInPerSecond: number | null }[] {
    return this.#totals.history.map(({ atMs, messagesPerSecond, bytesPerSecond }) => ({
      atMs,
      messagesPerSecond,
      bytesInPerSecond: bytesPerSecond,
    }));
  }

  close(): void {
    this.#topics.clear();
  }

  #stateOf(topic: TopicMetadata): TopicState {
    const known = this.#topics.get(keyOf(topic));
    if (known !== undefined) {
      known.usedAtMs = Date.now();
      return known;
    }
    const state: TopicState = {
      series: new TopicSeries(),
      starts: new Map(),
      startsAtMs: 0,
      endsAtMs: 0,
      sizes: new Map(),
      lags: new Map(),
      sizesAtMs: 0,
      lastMessageAtMs: null,
      lastMessageSampledAtMs: 0,
      facts: undefined,
      usedAtMs: Date.now(),
    };
    this.#topics.set(keyOf(topic), state);
    return state;
  }

  async #sample(topics: readonly TopicMetadata[], ages: SampleAges): Promise<void> {
    this.#forget();
    const now = Date.now();
    const staleEnds = topics.filter((topic) => now - this.#stateOf(topic).endsAtMs > ages.endsMs);
    const staleStarts = topics.filter((topic) => now - this.#stateOf(topic).startsAtMs > ages.startsMs);
    const staleSizes = topics.filter((topic) => now - this.#stateOf(topic).sizesAtMs > ages.sizesMs);
    if (staleEnds.length === 0 && staleStarts.length === 0 && staleSizes.length === 0) return;
    const wanted = (list: readonly TopicMetadata[]): { topic: TopicMetadata }[] => list.map((topic) => ({ topic }));
    const [ends, starts] = await Promise.all([
      listOffsets(this.#client, wanted(staleEnds), offsetSpec.latest),
      listOffsets(this.#client, wanted(staleStarts), offsetSpec.earliest),
      this.#sampleSizes(staleSizes, now),
    ]);
    const atMs = Date.now();
    for (const topic of staleStarts) {
      const state = this.#stateOf(topic);
      state.starts = known(topic, (partition) => knownOffset(starts.get(topic.name), partition));
      state.startsAtMs = atMs;
    }
    for (const topic of staleEnds) {
      const state = this.#stateOf(topic);
      const partitions = new Map<number, PartitionSample>();
      for (const { partition } of topic.partitions) {
        const end = knownOffset(ends.get(topic.name), partition);
        partitions.set(partition, { start: state.starts.get(partition), end, sizeBytes: state.sizes.get(partition) });
      }
      state.series.add({ atMs, partitions });
      state.endsAtMs = atMs;
    }
  }

  async #sampleSizes(topics: readonly TopicMetadata[], now: number): Promise<void> {
    if (topics.length === 0) return;
    const brokers = new Set(topics.flatMap(({ partitions }) => partitions.flatMap(({ replicas }) => replicas)));
    const alive = [...brokers].filter((nodeId) => this.#client.lastMetadata?.brokers.has(nodeId) ?? true);
    const asked = topics.map(({ name, partitions }) => ({
      topic: name,
      partitions: partitions.map(({ partition }) => partition),
    }));
    const sizes = await replicaSizes(this.#client, alive, asked);
    for (const topic of topics) this.#adoptSizes(topic, sizes, now);
  }

  #adoptSizes(topic: TopicMetadata, sizes: ReadonlyMap<number, ReadonlyMap<string, ReplicaSize>>, now: number): void {
    const state = this.#stateOf(topic);
    const lags = new Map<string, number>();
    for (const [nodeId, replicas] of sizes) {
      for (const { partition } of topic.partitions) {
        const replica = replicas.get(`${topic.name}-${partition}`);
        if (replica !== undefined) lags.set(`${partition}@${nodeId}`, replica.offsetLag);
      }
    }
    const leaders = new Map(topic.partitions.map(({ partition, leader }) => [partition, leader]));
    state.sizes = known(
      topic,
      (partition) => sizes.get(leaders.get(partition) ?? -1)?.get(`${topic.name}-${partition}`)?.sizeBytes,
    );
    state.lags = lags;
    state.sizesAtMs = now;
  }

  #forget(): void {
    const now = Date.now();
    for (const [id, { usedAtMs }] of this.#topics) if (now - usedAtMs > forgetMs) this.#topics.delete(id);
  }
}

/** Before Kafka 2.8 topics have no ids. */
function keyOf({ id, name }: TopicMetadata): string {
  return id === zeroUuid ? name : id;
}

function known(topic: TopicMetadata, value: (partition: number) => number | undefined): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  for (const { partition } of topic.partitions) {
    const found = value(partition);
    if (found !== undefined) values.set(partition, found);
  }
  return values;
}
