import { randomBytes } from 'node:crypto';
import type { ClusterClient } from '../kafka/cluster-client';
import type { TopicMetadata } from '../kafka/cluster-metadata';
import { IdempotentProducer } from '../kafka/idempotent-producer';
import { boundsOf } from '../kafka/partition-bounds';
import { pause } from '../pause';
import { ServiceError } from '../service-error';
import { ProofLane } from './proof-lane';
import { readProof } from './proof-reader';
import { proofRecord } from './proof-record';

/** A write each, this often, in every partition: enough to see a pause, not enough to be a load. */
const writeEveryMs = 40;
/** Writers wait for the reader when it is this far behind, so that what has to be remembered stays small. */
const aheadMax = 20_000;
const waitForReaderMs = 100;
const stopGraceMs = 5_000;
const verifyGraceMs = 10_000;
const settleMs = 50;
const secondsKept = 120;

/** Writes and reads one topic until it is stopped; can be started again and then goes on counting. */
export class ProofRun {
  readonly topic: TopicMetadata;
  readonly startedAtMs = Date.now();
  readonly lanes: ReadonlyMap<number, ProofLane>;
  readonly writesPerSecond: number[] = [];
  problem: ServiceError | null = null;
  readonly #name = randomBytes(4).toString('hex');
  readonly #client: ClusterClient;
  readonly #onFailed: (error: unknown) => void;
  #starts: ReadonlyMap<number, number> | undefined;
  #producer: IdempotentProducer | undefined;
  #writing = new AbortController();
  #reading = new AbortController();
  #forced = new AbortController();
  #writers: Promise<unknown> = Promise.resolve();
  #counting: NodeJS.Timeout | undefined;
  #countedBefore = 0;

  constructor(client: ClusterClient, topic: TopicMetadata, onFailed: (error: unknown) => void) {
    this.#client = client;
    this.topic = topic;
    this.#onFailed = onFailed;
    this.lanes = new Map(topic.partitions.map(({ partition }) => [partition, new ProofLane(partition)]));
  }

  async start(): Promise<void> {
    const partitions = [...this.lanes.keys()];
    if (this.#starts === undefined) {
      const { known, problems } = await boundsOf(this.#client, this.topic, partitions, 'read_uncommitted');
      const [problem] = problems;
      if (problem !== undefined)
        throw new ServiceError('LEADER_NOT_AVAILABLE', problem.message, { partition: problem.partition, retriable: true });
      this.#starts = new Map(known.map(({ partition, end }) => [partition, end]));
    }
    this.#writing = new AbortController();
    this.#forced = new AbortController();
    this.#read(this.#starts);
    this.#producer ??= new IdempotentProducer(this.#client);
    const producer = this.#producer;
    this.#writers = Promise.all([...this.lanes.values()].map((lane) => this.#write(lane, producer))).catch(this.#onFailed);
    this.#counting = setInterval(() => this.#countSecond(), 1_000);
  }

  /** Lets the writes under way end, and the reader find them. */
  async stop(): Promise<void> {
    this.#writing.abort();
    clearInterval(this.#counting);
    const grace = setTimeout(() => this.#forced.abort(), stopGraceMs);
    await this.#writers;
    clearTimeout(grace);
    const deadline = performance.now() + verifyGraceMs;
    const isOver = new AbortController().signal;
    while (![...this.lanes.values()].every(({ isVerified }) => isVerified) && performance.now() < deadline)
      await pause(settleMs, isOver);
    this.#reading.abort();
  }

  /** Leaves everything at once. */
  close(): void {
    clearInterval(this.#counting);
    this.#writing.abort();
    this.#forced.abort();
    this.#reading.abort();
    this.#producer?.close();
  }

  /** The reader of an earlier start has everything it was to find: reading anew from the start would only cost. */
  #read(starts: ReadonlyMap<number, number>): void {
    this.#reading.abort();
    this.#reading = new AbortController();
    for (const lane of this.lanes.values()) lane.recount();
    readProof({
      client: this.#client,
      topic: this.topic,
      run: this.#name,
      lanes: this.lanes,
      starts,
      onTrouble: (error) => {
        this.problem = error ?? null;
      },
      signal: this.#reading.signal,
    }).catch(this.#onFailed);
  }

  async #write(lane: ProofLane, producer: IdempotentProducer): Promise<void> {
    const { signal } = this.#writing;
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      if (lane.ahead > aheadMax) {
        await pause(waitForReaderMs, signal);
        continue;
      }
      const startedAt = performance.now();
      lane.sent(startedAt);
      try {
        const { baseOffset } = await producer.produce({
          topic: this.topic,
          partition: lane.partition,
          records: [proofRecord(this.#name, lane.next)],
          compression: 'none',
          patienceMs: null,
          signal: this.#forced.signal,
          onTrouble: (error) => {
            this.problem = error;
          },
        });
        lane.acked(baseOffset, performance.now());
        this.problem = null;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        lane.gaveUp(error, performance.now());
        if (!error.retriable && error.code !== 'OUTCOME_UNKNOWN') throw error;
        this.problem = error;
      }
      await pause(Math.max(0, writeEveryMs - (performance.now() - startedAt)), signal);
    }
  }

  #countSecond(): void {
    const now = [...this.lanes.values()].reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    this.writesPerSecond.push(now - this.#countedBefore);
    this.#countedBefore = now;
    if (this.writesPerSecond.length > secondsKept) this.writesPerSecond.shift();
  }
}
