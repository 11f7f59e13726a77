import { errorCodes } from '@/broker/protocol/error-codes';
import type { Gap, OffsetRange, PartitionProblem } from '@/lib/contracts/record';
import type { PartitionWalk } from '../records/partition-walk';
import type { RecordFilter } from '../records/record-filter';
import type { ReadRecord } from '../records/record-row';
import { pause } from '../pause';
import { ServiceError } from '../service-error';
import { isUnavailable, type ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { fetchOnce, type FetchedPartition, type FetchPosition, type Isolation } from './fetch';
import { isStaleMetadata, serviceErrorOf } from './kafka-answer';
import { knownOffset, listOffsets, offsetSpec } from './list-offsets';
import type { ReadBatch } from './read-batch';
import { readBatches } from './read-batches';

export interface ReaderOptions {
  readonly isolation: Isolation;
  readonly filter: RecordFilter | undefined;
  readonly control?: boolean;
  readonly signal?: AbortSignal;
}

const roundBytesMax = 16 * 1_048_576;
const partitionBytesMax = 4 * 1_048_576;
const partitionBytesMin = 64 * 1_024;
/** A failover takes a second or two. */
const patienceMs = 3_000;
const retryMs = 100;
const leaderAgeMs = 50;
const neverAborted = new AbortController().signal;
/** A backward window aims at this many bytes and keeps at most four times as many. */
const windowBytes = 1_048_576;
const windowOffsetsMax = 262_144;
/** A batch of each partition is in memory at once, and packed bytes may inflate a thousandfold. */
const inflatedBytesMax = 512 * 1_048_576;
const batchBytesMax = 128 * 1_048_576;
const batchBytesMin = 16 * 1_048_576;

type Walk = PartitionWalk<ReadRecord>;

/** Feeds walks over one topic from its leaders. */
export class PartitionReader {
  readonly problems: PartitionProblem[] = [];
  bytes = 0;
  sawTransactions = false;
  readonly #client: ClusterClient;
  readonly #topic: TopicMetadata;
  readonly #leaders: Map<number, number>;
  readonly #options: ReaderOptions;
  readonly #lost: { reason: Gap['reason']; range: OffsetRange }[] = [];
  /** Partitions that are read together. */
  #width = 1;
  /** Set at the first failure that may pass; after it a partition that still fails is left out. */
  #patientUntil: number | undefined;

  constructor(client: ClusterClient, topic: TopicMetadata, options: ReaderOptions) {
    this.#client = client;
    this.#topic = topic;
    this.#options = options;
    this.#leaders = new Map(topic.partitions.map(({ partition, leader }) => [partition, leader]));
  }

  /** Offsets that were gone before they could be read. */
  get gap(): Gap | null {
    const [first] = this.#lost;
    if (first === undefined) return null;
    const ranges = this.#lost.map(({ range }) => range);
    const count = ranges.reduce((sum, { from, to }) => sum + Number(to) - Number(from), 0);
    return { reason: first.reason, ranges, countAtMost: String(count) };
  }

  /** Every dry walk gets further, is bounded, or is blocked with a problem. */
  readonly refill = async (dry: readonly Walk[]): Promise<void> => {
    this.#options.signal?.throwIfAborted();
    this.#width = Math.max(this.#width, dry.length);
    const perLeader = new Map<number, Walk[]>();
    for (const walk of dry) {
      const leader = this.#leaders.get(walk.partition) ?? -1;
      perLeader.set(leader, [...(perLeader.get(leader) ?? []), walk]);
    }
    const leaderless = perLeader.get(-1) ?? [];
    perLeader.delete(-1);
    await Promise.all([
      ...[...perLeader].map(([leader, walks]) => this.#refillFrom(leader, walks)),
      this.#failed(leaderless, errorCodes.LEADER_NOT_AVAILABLE),
    ]);
  };

  async #refillFrom(leader: number, walks: readonly Walk[]): Promise<void> {
    try {
      const forward = walks.filter(({ direction }) => direction === 'forward');
      const backward = walks.filter(({ direction }) => direction === 'backward');
      if (forward.length > 0) await this.#readForward(leader, forward);
      if (backward.length > 0) await this.#readBackward(leader, backward);
    } catch (error) {
      if (!(error instanceof ServiceError) || !isUnavailable(error)) throw error;
      await this.#failed(walks, error);
    }
  }

  /** Leaders move: for a while the walks stay as they are and are tried again where their leaders are now. */
  async #failed(walks: readonly Walk[], failure: ServiceError | number): Promise<void> {
    if (walks.length === 0) return;
    this.#patientUntil ??= performance.now() + patienceMs;
    if (performance.now() < this.#patientUntil) {
      await pause(retryMs, this.#options.signal ?? neverAborted);
      if (await this.#askLeaders()) return;
    }
    for (const walk of walks) {
      const { partition } = walk;
      this.#block(walk, typeof failure === 'number' ? serviceErrorOf(failure, { partition }) : failure);
    }
  }

  async #readForward(leader: number, walks: readonly Walk[]): Promise<void> {
    const share = clamp(Math.floor(roundBytesMax / walks.length), partitionBytesMin, partitionBytesMax);
    const byPartition = new Map(walks.map((walk) => [walk.partition, walk]));
    const positions = walks.map((walk) => {
      const bytesMax = Math.min(share, partitionBytesMin * Math.max(1, walk.windowOffsets / 64));
      walk.windowOffsets = Math.min(windowOffsetsMax, walk.windowOffsets * 4);
      return { partition: walk.partition, offset: walk.coveredTo, bytesMax };
    });
    const fed = new Set<number>();
    for (const fetched of await this.#fetch(leader, positions)) {
      const walk = byPartition.get(fetched.partition);
      if (walk === undefined || (await this.#refused(walk, fetched))) {
        fed.add(fetched.partition);
        continue;
      }
      const batches = this.#batches(fetched);
      const last = batches.at(-1);
      if (last !== undefined) walk.feed(batches, last.lastOffset + 1);
      else if (this.#endOf(fetched) <= walk.coveredTo) walk.bound = Math.min(walk.bound, walk.coveredTo);
      else continue;
      fed.add(fetched.partition);
    }
    const first = walks.find(({ partition }) => !fed.has(partition));
    if (fed.size === 0 && first !== undefined) await this.#readAlone(leader, first);
  }

  /** A partition that gets nothing beside others, or whose next batch is larger than its share. */
  async #readAlone(leader: number, walk: Walk): Promise<void> {
    const position = { partition: walk.partition, offset: walk.coveredTo, bytesMax: roundBytesMax };
    for (const fetched of await this.#fetch(leader, [position])) {
      if (await this.#refused(walk, fetched)) return;
      const batches = this.#batches(fetched);
      const last = batches.at(-1);
      if (last === undefined) this.#block(walk, serviceErrorOf(errorCodes.CORRUPT_MESSAGE, { partition: walk.partition }));
      else walk.feed(batches, last.lastOffset + 1);
    }
  }

  async #readBackward(leader: number, walks: readonly Walk[]): Promise<void> {
    for (const walk of walks) {
      this.#options.signal?.throwIfAborted();
      await this.#readWindow(leader, walk);
    }
  }

  /** Reads from some offsets below what is covered up to it. Of a window that proves too heavy only the upper end is kept. */
  async #readWindow(leader: number, walk: Walk): Promise<void> {
    const top = walk.coveredTo;
    let from = Math.max(walk.bound, top - walk.windowOffsets);
    let batches: ReadBatch[] = [];
    let bytes = 0;
    for (let at = from; at < top;) {
      const [fetched] = await this.#fetch(leader, [{ partition: walk.partition, offset: at, bytesMax: partitionBytesMax }]);
      if (fetched === undefined || (await this.#refused(walk, fetched))) return;
      const read = this.#batches(fetched);
      const last = read.at(-1);
      if (last === undefined) {
        if (this.#endOf(fetched) > at)
          this.#block(walk, serviceErrorOf(errorCodes.CORRUPT_MESSAGE, { partition: walk.partition }));
        break;
      }
      at = last.lastOffset + 1;
      batches.push(...read);
      for (const { sizeBytes } of read) bytes += sizeBytes;
      while (bytes > 4 * windowBytes && batches.length > 1) {
        bytes -= batches.shift()?.sizeBytes ?? 0;
        from = batches[0]?.baseOffset ?? from;
      }
    }
    if (walk.blocked) return;
    batches = batches.filter(({ baseOffset }) => baseOffset < top);
    from = Math.min(from, batches[0]?.baseOffset ?? from);
    walk.feed(batches.toReversed(), from);
    walk.windowOffsets = nextWindow(walk.windowOffsets, bytes);
  }

  #fetch(leader: number, positions: readonly FetchPosition[]): Promise<readonly FetchedPartition[]> {
    const { isolation } = this.#options;
    return fetchOnce((api, request, options) => this.#client.send(leader, api, request, options), this.#topic, positions, {
      isolation,
      waitMsMax: 0,
      bytesMax: roundBytesMax,
    });
  }

  #batches(fetched: FetchedPartition): readonly ReadBatch[] {
    this.bytes += fetched.records.length;
    return readBatches(fetched, {
      isolation: this.#options.isolation,
      filter: this.#options.filter,
      control: this.#options.control ?? false,
      decompressedBytesMax: clamp(inflatedBytesMax / this.#width, batchBytesMin, batchBytesMax),
      onCorrupt: (partition, offset, error) => {
        this.problems.push({ partition, code: 'CORRUPT_RECORDS', message: error.message, offset: String(offset) });
      },
      onTransactional: () => {
        this.sawTransactions = true;
      },
    });
  }

  #endOf(fetched: FetchedPartition): number {
    return this.#options.isolation === 'read_committed' ? fetched.lastStableOffset : fetched.highWatermark;
  }

  /** True when the partition gave an error; the walk was moved, bounded or blocked for it. */
  async #refused(walk: Walk, fetched: FetchedPartition): Promise<boolean> {
    if (fetched.errorCode === errorCodes.NONE) return false;
    if (fetched.errorCode === errorCodes.OFFSET_OUT_OF_RANGE) {
      await this.#outOfRange(walk);
      return true;
    }
    if (isStaleMetadata(fetched.errorCode)) {
      await this.#failed([walk], fetched.errorCode);
      return true;
    }
    // It is about the topic: no other partition can be read either.
    if (fetched.errorCode === errorCodes.TOPIC_AUTHORIZATION_FAILED)
      throw serviceErrorOf(fetched.errorCode, { details: { topic: this.#topic.name } });
    this.#block(walk, serviceErrorOf(fetched.errorCode, { partition: walk.partition }));
    return true;
  }

  /** False when no broker answers. */
  async #askLeaders(): Promise<boolean> {
    try {
      const topic = await this.#client.topic(this.#topic.name, leaderAgeMs);
      if (topic.id !== this.#topic.id) throw recreated(this.#topic.name);
      for (const { partition, leader } of topic.partitions) this.#leaders.set(partition, leader);
      return true;
    } catch (error) {
      if (isUnavailable(error)) return false;
      throw error;
    }
  }

  /** The answer to a fetch out of range does not say what the range is. */
  async #outOfRange(walk: Walk): Promise<void> {
    const { partition, position, direction } = walk;
    const wanted = [{ topic: this.#topic, partitions: [partition] }];
    const [starts, ends] = await Promise.all([
      listOffsets(this.#client, wanted, offsetSpec.earliest),
      listOffsets(this.#client, wanted, offsetSpec.latest, this.#options.isolation),
    ]);
    const start = knownOffset(starts.get(this.#topic.name), partition);
    const end = knownOffset(ends.get(this.#topic.name), partition);
    if (start === undefined || end === undefined) {
      this.#block(walk, serviceErrorOf(errorCodes.LEADER_NOT_AVAILABLE, { partition }));
    } else if (direction === 'backward') {
      walk.bound = Math.max(walk.bound, Math.min(start, position));
      if (end < position) this.#lose('truncated', partition, Math.max(end, walk.bound), position);
      if (end < position) walk.jump(Math.max(walk.bound, end));
    } else if (start > position) {
      this.#lose('retention', partition, position, Math.min(start, walk.bound));
      walk.jump(Math.min(start, walk.bound));
    } else if (end <= position) {
      this.#lose('truncated', partition, position, walk.bound);
      walk.jump(walk.bound);
    }
  }

  #lose(reason: Gap['reason'], partition: number, from: number, to: number): void {
    if (to > from) this.#lost.push({ reason, range: { partition, from: String(from), to: String(to) } });
  }

  #block(walk: Walk, error: ServiceError): void {
    walk.blocked = true;
    this.problems.push({ partition: walk.partition, code: error.code, message: error.message });
  }
}

export function recreated(topic: string): ServiceError {
  return new ServiceError('TOPIC_RECREATED', `Topic ${topic} was deleted; what this refers to is gone.`, { details: { topic } });
}

function nextWindow(offsets: number, bytes: number): number {
  if (bytes === 0) return Math.min(windowOffsetsMax, offsets * 8);
  return clamp(Math.floor((offsets * windowBytes) / bytes), 8, Math.min(windowOffsetsMax, offsets * 8));
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
