import type { ClusterClient } from '../kafka/cluster-client';
import type { TopicMetadata } from '../kafka/cluster-metadata';
import { committedOffsetsOf, describeGroups, listGroups, type CommittedOffset } from '../kafka/groups';
import { knownOffset, listOffsets, offsetSpec, type OffsetAnswers } from '../kafka/list-offsets';
import { ServiceError } from '../service-error';
import type { ClusterLimits } from './cluster-limits';

/** How many groups committed offsets of a topic or read it, and how far they are behind, summed. Null: not known. */
export interface TopicReading {
  readonly groups: number | null;
  /** Also null where no group has committed anything. */
  readonly lag: number | null;
  readonly atMs: number;
}

/** What one group has committed of one topic, by partition; empty when it only reads it. */
type Committed = ReadonlyMap<number, CommittedOffset>;

/** Of one group. */
interface LookedInto {
  readonly committed: ReadonlyMap<string, Committed>;
  readonly assigned: readonly string[];
}

/** Of many groups it asks less often: what it costs may be a fifth of the time. */
const restPerLook = 4;
const restMsMax = 10_000;
/** Topics that nobody asked for are forgotten after this long. */
const forgetMs = 10 * 60_000;

/**
 * Who reads the topics of a cluster, found out once for all tabs, and only while somebody asks. No API answers that by topic: all
 * groups have to be looked into, so a figure is there only when every one of them told.
 */
export class GroupSampler {
  readonly #client: ClusterClient;
  readonly #limits: ClusterLimits;
  readonly #readings = new Map<string, TopicReading>();
  #working: Promise<void> = Promise.resolve();
  #tookMs = 0;

  constructor(client: ClusterClient, limits: ClusterLimits) {
    this.#client = client;
    this.#limits = limits;
  }

  last(topic: TopicMetadata): TopicReading | undefined {
    return this.#readings.get(topic.name);
  }

  /** Brings the topics' readings up to the age. One such call works at a time, so that those who wait find it done. */
  sample(topics: readonly TopicMetadata[], ageMsMax: number): Promise<void> {
    const work = this.#working.then(() => this.#sample(topics, ageMsMax));
    this.#working = work.catch(() => undefined);
    return work;
  }

  async #sample(topics: readonly TopicMetadata[], ageMsMax: number): Promise<void> {
    const now = Date.now();
    for (const [name, { atMs }] of this.#readings) if (now - atMs > forgetMs) this.#readings.delete(name);
    const ageMs = Math.max(ageMsMax, Math.min(this.#tookMs * restPerLook, restMsMax));
    const stale = topics.filter(({ name }) => now - (this.#readings.get(name)?.atMs ?? 0) > ageMs);
    if (stale.length === 0) return;
    const readers = await this.#readers();
    // After what is committed, so that a group that keeps up is not shown behind by what came meanwhile.
    const read = stale.filter(({ name }) => readers?.has(name) === true);
    const ends = await listOffsets(
      this.#client,
      read.map((topic) => ({ topic })),
      offsetSpec.latest,
    );
    const atMs = Date.now();
    // Who keeps silent is slow without being asked much.
    this.#tookMs = readers === undefined ? 0 : atMs - now;
    for (const topic of stale) {
      const committed = readers?.get(topic.name) ?? [];
      const groups = readers === undefined ? null : committed.length;
      this.#readings.set(topic.name, { groups, lag: lagOf(committed, ends.get(topic.name)), atMs });
    }
  }

  /** By topic, what each of its groups has committed; undefined when not all groups of the cluster can be looked into. */
  async #readers(): Promise<ReadonlyMap<string, readonly Committed[]> | undefined> {
    try {
      const { groups, brokersMissing } = await this.#limits.note('ListGroups', listGroups(this.#client));
      if (brokersMissing.length > 0) return undefined;
      const coordinators = new Set(groups.map(({ coordinator }) => coordinator));
      const looked = await Promise.all(
        [...coordinators].map((coordinator) => {
          const ids = groups.filter((group) => group.coordinator === coordinator).map(({ groupId }) => groupId);
          return this.#lookInto(coordinator, ids);
        }),
      );
      const readers = new Map<string, Committed[]>();
      for (const { committed, assigned } of looked.flat()) {
        for (const topic of new Set([...committed.keys(), ...assigned])) {
          const ofTopic = readers.get(topic) ?? [];
          ofTopic.push(committed.get(topic) ?? new Map());
          readers.set(topic, ofTopic);
        }
      }
      return readers;
    } catch (error) {
      if (error instanceof ServiceError) return undefined;
      throw error;
    }
  }

  /** What each group of one coordinator has committed, and which topics its members read now. */
  async #lookInto(coordinator: number, groupIds: readonly string[]): Promise<LookedInto[]> {
    const [committed, described] = await Promise.all([
      committedOffsetsOf(this.#client, coordinator, groupIds),
      describeGroups(this.#client, coordinator, groupIds),
    ]);
    const membersOf = new Map(described.map(({ groupId, members }) => [groupId, members]));
    return groupIds.map((groupId) => ({
      committed: committed.get(groupId) ?? new Map<string, Committed>(),
      assigned: (membersOf.get(groupId) ?? []).flatMap(({ assignment }) => assignment.map(({ topic }) => topic)),
    }));
  }
}

/** As on the groups' own pages: what is committed beyond the end, or of a partition whose end is not known, adds nothing. */
function lagOf(committed: readonly Committed[], ends: OffsetAnswers | undefined): number | null {
  const lags = committed.flatMap((offsets) =>
    [...offsets].flatMap(([partition, { offset }]) => {
      const end = knownOffset(ends, partition);
      return end === undefined ? [] : [Math.max(0, end - offset)];
    }),
  );
  return lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0);
}
