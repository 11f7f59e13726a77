import { errorCodes } from '@/broker/protocol/error-codes';
import { compressionReady } from '@/broker/protocol/records/compression';
import type { Gap, KafkaRecord, OffsetRange } from '@/lib/contracts/record';
import type { RecordDecoder } from '../decode/record-decoder';
import { PartitionWalk } from '../records/partition-walk';
import type { RecordFilter } from '../records/record-filter';
import { previewBytesMax, recordRow, type ReadRecord } from '../records/record-row';
import { walk } from '../records/walk';
import { ServiceError } from '../service-error';
import { pause } from '../pause';
import type { ClusterClient } from './cluster-client';
import type { TopicMetadata } from './cluster-metadata';
import { fetchOnce, type FetchedPartition, type Isolation } from './fetch';
import { isStaleMetadata, serviceErrorOf } from './kafka-answer';
import { LeaderLinks } from './leader-links';
import { knownOffset, listOffsets, offsetSpec } from './list-offsets';
import { recreated } from './partition-reader';
import { readBatches } from './read-batches';

/** A position: from the end that the partition has when it has a leader again. Nothing is written to it before. */
export const endOnceKnown = -1;

/** Where a tail's output goes. */
export interface TailOutput {
  /** Resolves when the reader takes more, with how long it did not; rejects when it is gone. */
  room(): Promise<number>;
  /** Rows, oldest first, and the next offsets of the partitions that moved. */
  records(rows: readonly KafkaRecord[], next: ReadonlyMap<number, number>): void;
  gap(gap: Gap, next: ReadonlyMap<number, number>): void;
  /** A failure that the tail goes on trying to get over; undefined when it did. */
  trouble(error: ServiceError | undefined): void;
}

export interface TailOptions {
  readonly topic: TopicMetadata;
  /** Next offset by partition; `endOnceKnown` for those that nobody leads now. */
  readonly positions: ReadonlyMap<number, number>;
  /** Read partitions that the topic gets later, too. */
  readonly followNewPartitions: boolean;
  readonly isolation: Isolation;
  readonly filter: RecordFilter | undefined;
  /** Without one, bytes are all there is to rows. */
  readonly decoder?: RecordDecoder;
  /** Stop here instead of reading on for ever. */
  readonly ends?: ReadonlyMap<number, number>;
  /** Whether it may jump forward, and say so, when the reader cannot keep up. */
  readonly mayJump: boolean;
  readonly signal: AbortSignal;
  readonly onTransactional?: () => void;
}

export interface TailCounts {
  scanned: number;
  shown: number;
  skipped: number;
  bytes: number;
}

/** A fetch under way, and what came of it: whether there were records. */
interface Read {
  readonly partitions: readonly number[];
  outcome: boolean | Error | undefined;
  done: Promise<void>;
}

const waitMs = 200;
const betweenRoundsMs = 50;
const troubleMs = 300;
const roundBytesMax = 1_048_576;
const rowsPerEvent = 200;
const metadataAgeMs = 5_000;
/** While a leader keeps silent. */
const leaderAgeMs = 300;
/** Behind by more than this it jumps; by less, when the reader took nothing for a while. */
const behindMax = 50_000;
const behindMaxStalled = 5_000;
const stalledMs = 2_000;
const keptAfterJump = 1_000;

/** Reads a topic on as it grows, over connections of its own, and outlives restarts of the brokers. */
export class TailReader {
  readonly counts: TailCounts = { scanned: 0, shown: 0, skipped: 0, bytes: 0 };
  readonly positions: Map<number, number>;
  readonly #client: ClusterClient;
  readonly #options: TailOptions;
  readonly #output: TailOutput;
  readonly #links: LeaderLinks;
  readonly #ends = new Map<number, number>();
  readonly #reads = new Map<number, Read>();
  #topic: TopicMetadata;
  #metadataAt = performance.now();
  #isStale = false;
  #inTrouble = false;

  constructor(client: ClusterClient, options: TailOptions, output: TailOutput) {
    this.#client = client;
    this.#links = new LeaderLinks(client);
    this.#options = options;
    this.#output = output;
    this.#topic = options.topic;
    this.positions = new Map(options.positions);
  }

  /** Offsets between the positions and the ends as last seen. */
  get behind(): number {
    let behind = 0;
    for (const [partition, position] of this.positions)
      if (position !== endOnceKnown) behind += Math.max(0, (this.#ends.get(partition) ?? position) - position);
    return behind;
  }

  /** Resolves at the ends, or when the signal fires; rejects when the topic is gone. */
  async run(): Promise<void> {
    const { signal } = this.#options;
    const closeLinks = (): void => this.#links.close();
    signal.addEventListener('abort', closeLinks);
    try {
      await compressionReady();
      while (!signal.aborted && !this.#isAtEnds()) await this.#turn();
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      signal.removeEventListener('abort', closeLinks);
      closeLinks();
    }
  }

  async #turn(): Promise<void> {
    const { signal } = this.#options;
    try {
      const stalledFor = await this.#output.room();
      await this.#refreshTopic();
      await this.#findEnds();
      await this.#keepUp(stalledFor);
      const gotRecords = await this.#round();
      if (this.#inTrouble && !this.#isStale) this.#setTrouble(undefined);
      await pause(gotRecords ? betweenRoundsMs : this.#isStale ? troubleMs : 0, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ServiceError) || !error.retriable) throw error;
      this.#isStale = true;
      this.#setTrouble(error);
      await pause(troubleMs, signal);
    }
  }

  #setTrouble(error: ServiceError | undefined): void {
    if (error === undefined || !this.#inTrouble) this.#output.trouble(error);
    this.#inTrouble = error !== undefined;
  }

  #isAtEnds(): boolean {
    const { ends } = this.#options;
    if (ends === undefined) return false;
    return [...ends].every(([partition, end]) => (this.positions.get(partition) ?? end) >= end);
  }

  async #refreshTopic(): Promise<void> {
    if (!this.#isStale && performance.now() - this.#metadataAt < metadataAgeMs) return;
    const topic = await this.#client.topic(this.#topic.name, 0);
    if (topic.id !== this.#options.topic.id) throw recreated(topic.name);
    this.#topic = topic;
    this.#metadataAt = performance.now();
    this.#isStale = false;
    if (!this.#options.followNewPartitions) return;
    for (const { partition } of topic.partitions) if (!this.positions.has(partition)) this.positions.set(partition, 0);
  }

  /** Partitions that have a leader again begin at their ends. */
  async #findEnds(): Promise<void> {
    const led = this.#topic.partitions.filter(
      ({ partition, leader }) => leader >= 0 && this.positions.get(partition) === endOnceKnown,
    );
    if (led.length === 0) return;
    await this.#askEnds(led.map(({ partition }) => partition));
    const next = new Map<number, number>();
    for (const { partition } of led) {
      const end = this.#ends.get(partition);
      if (end !== undefined) next.set(partition, end);
    }
    for (const [partition, end] of next) this.positions.set(partition, end);
    if (next.size > 0) this.#output.records([], next);
  }

  /** Too far behind: goes on near the ends and says what it left out. */
  async #keepUp(stalledFor: number): Promise<void> {
    if (!this.#options.mayJump) return;
    if (stalledFor > stalledMs) await this.#askEnds();
    if (this.behind <= (stalledFor > stalledMs ? behindMaxStalled : behindMax)) return;
    await this.#askEnds();
    const keep = Math.floor(keptAfterJump / Math.max(1, this.positions.size));
    const ranges: OffsetRange[] = [];
    const next = new Map<number, number>();
    for (const [partition, position] of this.positions) {
      const target = (this.#ends.get(partition) ?? position) - keep;
      if (position === endOnceKnown || target <= position) continue;
      ranges.push({ partition, from: String(position), to: String(target) });
      next.set(partition, target);
    }
    this.#skip('slow', ranges, next);
  }

  #skip(reason: Gap['reason'], ranges: readonly OffsetRange[], next: ReadonlyMap<number, number>): void {
    const count = ranges.reduce((sum, { from, to }) => sum + Number(to) - Number(from), 0);
    for (const [partition, position] of next) this.positions.set(partition, position);
    if (count === 0) return;
    // What was cut off the log had been shown; it is no part of what was left out.
    if (reason !== 'truncated') this.counts.skipped += count;
    this.#output.gap({ reason, ranges: [...ranges], countAtMost: String(count) }, next);
  }

  async #askEnds(partitions: readonly number[] = [...this.positions.keys()]): Promise<void> {
    const answers = await listOffsets(
      this.#client,
      [{ topic: this.#topic, partitions }],
      offsetSpec.latest,
      this.#options.isolation,
    );
    for (const partition of partitions) {
      const end = knownOffset(answers.get(this.#topic.name), partition);
      if (end !== undefined) this.#ends.set(partition, end);
    }
  }

  /** A fetch from each leader that has none under way, until one is done: a leader that is silent holds nobody up. True when records came. */
  async #round(): Promise<boolean> {
    const leaderless = this.#startReads();
    if (this.#reads.size > 0) await Promise.race([...this.#reads.values()].map(({ done }) => done));
    const finished = [...this.#reads].flatMap(([leader, { outcome }]) => (outcome === undefined ? [] : [{ leader, outcome }]));
    for (const { leader } of finished) this.#reads.delete(leader);
    const failures = finished.flatMap(({ outcome }) => (typeof outcome === 'boolean' ? [] : [outcome]));
    if (leaderless !== undefined) failures.push(leaderless);
    const failure = failures.find((error) => !(error instanceof ServiceError && error.retriable)) ?? failures[0];
    if (failure !== undefined) throw failure;
    return finished.some(({ outcome }) => outcome === true);
  }

  /** A partition is read by one fetch at a time, also while its leader moves. The error of one that nobody leads. */
  #startReads(): ServiceError | undefined {
    let leaderless: ServiceError | undefined;
    const inFlight = new Set([...this.#reads.values()].flatMap(({ partitions }) => partitions));
    const perLeader = new Map<number, number[]>();
    for (const { partition, leader } of this.#topic.partitions) {
      if (!this.positions.has(partition) || this.#isPartitionAtEnd(partition) || inFlight.has(partition)) continue;
      if (leader < 0) {
        leaderless ??= serviceErrorOf(errorCodes.LEADER_NOT_AVAILABLE, {
          message: `Partition ${partition} has no leader.`,
          partition,
        });
        continue;
      }
      const partitions = perLeader.get(leader);
      if (this.positions.get(partition) === endOnceKnown) continue;
      if (partitions === undefined) perLeader.set(leader, [partition]);
      else partitions.push(partition);
    }
    for (const [leader, partitions] of perLeader) {
      if (this.#reads.has(leader)) continue;
      const read: Read = { partitions, outcome: undefined, done: Promise.resolve() };
      read.done = this.#readFrom(leader, partitions).then(
        (got) => {
          read.outcome = got;
        },
        (error: unknown) => {
          read.outcome = error instanceof Error ? error : new Error(String(error));
        },
      );
      this.#reads.set(leader, read);
    }
    return leaderless;
  }

  #isPartitionAtEnd(partition: number): boolean {
    const end = this.#options.ends?.get(partition);
    return this.#options.ends !== undefined && (end === undefined || (this.positions.get(partition) ?? 0) >= end);
  }

  async #readFrom(leader: number, partitions: readonly number[]): Promise<boolean> {
    const bytesMax = Math.max(65_536, Math.floor(roundBytesMax / partitions.length));
    const positions = partitions.map((partition) => ({ partition, offset: this.positions.get(partition) ?? 0, bytesMax }));
    const stillLeads = async (): Promise<boolean> => {
      const { partitions: now } = await this.#client.topic(this.#topic.name, leaderAgeMs);
      return partitions.every((partition) => now.find((each) => each.partition === partition)?.leader === leader);
    };
    const fetched = await fetchOnce(
      (api, request, options) => this.#links.send(leader, api, request, { ...options, stillLeads }),
      this.#topic,
      positions,
      {
        isolation: this.#options.isolation,
        waitMsMax: this.#options.ends === undefined ? waitMs : 0,
        bytesMax: roundBytesMax,
      },
    );
    const walks: PartitionWalk<ReadRecord>[] = [];
    for (const partition of fetched) {
      const walked = await this.#adopt(partition);
      if (walked !== undefined) walks.push(walked);
    }
    await this.#emit(walks);
    return walks.length > 0;
  }

  async #adopt(fetched: FetchedPartition): Promise<PartitionWalk<ReadRecord> | undefined> {
    const { partition, errorCode } = fetched;
    const position = this.positions.get(partition) ?? 0;
    if (errorCode === errorCodes.OFFSET_OUT_OF_RANGE) {
      await this.#outOfRange(partition, position);
      return undefined;
    }
    if (errorCode !== errorCodes.NONE) {
      if (!isStaleMetadata(errorCode)) throw serviceErrorOf(errorCode, { partition });
      this.#isStale = true;
      return undefined;
    }
    this.#ends.set(partition, this.#options.isolation === 'read_committed' ? fetched.lastStableOffset : fetched.highWatermark);
    this.counts.bytes += fetched.records.length;
    const batches = readBatches(fetched, {
      isolation: this.#options.isolation,
      filter: this.#options.filter,
      control: false,
      onCorrupt: (at, offset, error) => {
        this.#output.trouble(
          new ServiceError('CORRUPT_RECORDS', `Partition ${at}, offset ${offset}: ${error.message}`, {
            partition: at,
            retriable: true,
          }),
        );
      },
      onTransactional: () => this.#options.onTransactional?.(),
    });
    const last = batches.at(-1);
    if (last === undefined) return undefined;
    const end = this.#options.ends?.get(partition) ?? Number.MAX_SAFE_INTEGER;
    const bound = Math.min(end, last.lastOffset + 1);
    // It jumped on while this was on its way.
    if (bound <= position) return undefined;
    const walked = new PartitionWalk<ReadRecord>(partition, 'forward', position, bound);
    walked.feed(batches, bound);
    return walked;
  }

  /** Sends what was fetched, in events of a few rows, each when the reader has room for it. */
  async #emit(walks: readonly PartitionWalk<ReadRecord>[]): Promise<void> {
    while (walks.some(({ isDone }) => !isDone)) {
      await this.#output.room();
      const before = new Map(walks.map(({ partition, position }) => [partition, position]));
      const { rows, scanned } = await walk(walks, noRefill, { count: rowsPerEvent, isSpent: () => false });
      const read = rows.map(({ value }) => value);
      const shown =
        (await this.#options.decoder?.rows(read, previewBytesMax)) ?? read.map((each) => recordRow(each, previewBytesMax));
      const next = new Map<number, number>();
      for (const { partition, position } of walks) {
        if (before.get(partition) === position) continue;
        next.set(partition, position);
        this.positions.set(partition, position);
      }
      this.counts.scanned += scanned;
      this.counts.shown += rows.length;
      this.#output.records(shown, next);
    }
  }

  async #outOfRange(partition: number, position: number): Promise<void> {
    const wanted = [{ topic: this.#topic, partitions: [partition] }];
    const [starts, ends] = await Promise.all([
      listOffsets(this.#client, wanted, offsetSpec.earliest),
      listOffsets(this.#client, wanted, offsetSpec.latest, this.#options.isolation),
    ]);
    const start = knownOffset(starts.get(this.#topic.name), partition);
    const end = knownOffset(ends.get(this.#topic.name), partition);
    if (start === undefined || end === undefined) this.#isStale = true;
    else if (start > position) this.#lost('retention', partition, position, start, start);
    else if (end < position) this.#lost('truncated', partition, end, position, end);
  }

  #lost(reason: Gap['reason'], partition: number, from: number, to: number, next: number): void {
    this.#skip(reason, [{ partition, from: String(from), to: String(to) }], new Map([[partition, next]]));
  }
}

const noRefill = (dry: readonly PartitionWalk<ReadRecord>[]): Promise<void> => {
  for (const each of dry) each.blocked = true;
  return Promise.resolve();
};
