import type { ErrorCode } from '@/lib/contracts/error';
import type { TransferOptions, TransferProgress } from '@/lib/contracts/transfer';
import type { ClusterHandle } from '../../console-runtime';
import { errorOfCluster, inCluster } from '../../error-of-cluster';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { isOfRecord, writeRecords, type PlacedRecord, type WriteOutcome } from '../../kafka/write-records';
import { recreated } from '../../kafka/partition-reader';
import type { ReadRecord } from '../../records/record-row';
import type { Stay, TransferTally } from '../../records/transfer-tally';
import { ServiceError } from '../../service-error';
import { refusalOf, type Refusal } from './refusal-of';

/** A record on its way. */
export interface Outgoing extends PlacedRecord {
  readonly topic: TopicMetadata;
}

export type Route = (read: ReadRecord, timestampMs: number) => Outgoing | Stay;

/** From which partition, and which it was of those that were read. */
interface Leaving {
  readonly going: Outgoing;
  readonly from: number;
  readonly index: number;
}

/** Nobody waits for one message: a cluster that restarts is waited for. */
const patienceMs = 30_000;

interface Lost {
  readonly error: unknown;
  /** It does not come back by itself. */
  readonly isGone: boolean;
  records: number;
}

const goneCodes: ReadonlySet<string> = new Set<ErrorCode>(['TOPIC_NOT_FOUND', 'TOPIC_RECREATED', 'NOT_AUTHORIZED']);

interface Writing {
  readonly to: ClusterHandle;
  /** It is not the cluster that is read: what goes wrong says that it is this one. */
  readonly isNamed: boolean;
  readonly tally: TransferTally;
  /** What a topic that is gone does not take is left where it is, for good: there are others. */
  readonly leavesLost: boolean;
  readonly route: Route;
  readonly timestamps: TransferOptions['timestamps'];
  readonly dryRun: boolean;
}

/** Sends records to where they go, counts what becomes of them, and knows which topics take no more. */
export class TransferWriter {
  readonly written = new Set<TopicMetadata>();
  readonly #writing: Writing;
  readonly #refusals = new Map<string, Refusal>();
  readonly #lost = new Map<string, Lost>();

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  hasLost(topic: string): boolean {
    return this.#lost.has(topic);
  }

  get hasLostAny(): boolean {
    return this.#lost.size > 0;
  }

  /** Nobody knows what a topic that may come back should still have had. */
  get mayComeBack(): boolean {
    return [...this.#lost.values()].some((lost) => !this.#isLeft(lost));
  }

  get lost(): TransferProgress['lost'] {
    if (!this.#writing.leavesLost) return [];
    return [...this.#lost].map(([topic, { error, records }]) => ({ topic, code: codeOf(error), records }));
  }

  /** Those of one partition stay in order; all are compressed as the first was. Says of which it is decided what becomes of them. */
  async send(reads: readonly ReadRecord[], signal: AbortSignal, decided: (index: number) => void): Promise<void> {
    const { tally, dryRun } = this.#writing;
    const compression = reads[0]?.batch.codec ?? 'none';
    const batches = new Map<TopicMetadata, Leaving[]>();
    for (const leaving of this.#leaving(reads, decided)) {
      const { going, from } = leaving;
      const { name } = going.topic;
      const lost = this.#lost.get(name);
      const refused = lost?.error ?? (await this.#refusal(name))(going.record, compression);
      if (refused !== undefined) {
        tally.refused(name, this.#named(refused));
        if (lost !== undefined) lost.records += 1;
        if (lost === undefined || this.#isLeft(lost)) decided(leaving.index);
        continue;
      }
      tally.chose(from, name, going);
      const batch = batches.get(going.topic);
      if (batch === undefined) batches.set(going.topic, [leaving]);
      else batch.push(leaving);
    }
    if (dryRun) return;
    const writes = [...batches].map(async ([to, batch]) => {
      const { client, producer } = this.#writing.to;
      const placed = batch.map(({ going }) => going);
      const options = { compression, acks: 'all', signal, patienceMs } as const;
      const answered = await writeRecords({ client, producer, topic: to }, placed, options);
      const gone = await this.#whyGone(to, answered);
      const outcomes = gone === undefined ? answered : answered.map((each) => (isLost(each) ? { error: gone } : each));
      this.#count(to, placed, outcomes, gone !== undefined);
      outcomes.forEach((outcome, at) => {
        const index = batch[at]?.index;
        if (index !== undefined && (gone !== undefined || !isLost(outcome))) decided(index);
      });
    });
    await Promise.all(writes);
  }

  *#leaving(reads: readonly ReadRecord[], decided: (index: number) => void): Generator<Leaving> {
    const { route, tally, timestamps } = this.#writing;
    const now = Date.now();
    for (const [index, read] of reads.entries()) {
      const going = route(read, timestamps === 'new' ? now : Number(read.record.timestamp));
      if ('stays' in going) {
        tally.stayed(going);
        decided(index);
      } else yield { going, from: read.partition, index };
    }
  }

  async #refusal(topic: string): Promise<Refusal> {
    const { to, isNamed } = this.#writing;
    const known = this.#refusals.get(topic);
    if (known !== undefined) return known;
    const ask = () => refusalOf(to.client, topic);
    const refusal = isNamed ? await inCluster(to.config, ask) : await ask();
    this.#refusals.set(topic, refusal);
    return refusal;
  }

  /** Of several topics, whether one that takes no more is there at all: where it is gone, no outcome is unknown. */
  async #whyGone(topic: TopicMetadata, outcomes: readonly WriteOutcome[]): Promise<unknown> {
    const { leavesLost, to } = this.#writing;
    const lost = outcomes.find(isLost);
    if (!leavesLost || lost === undefined) return undefined;
    if (isGoneBy(lost.error)) return lost.error;
    try {
      const { id } = await to.client.topic(topic.name, 0);
      return id === topic.id ? undefined : recreated(topic.name);
    } catch (error) {
      // A cluster that does not answer does not say so.
      return isGoneBy(error) ? error : undefined;
    }
  }

  #count(topic: TopicMetadata, placed: readonly PlacedRecord[], outcomes: readonly WriteOutcome[], isGone: boolean): void {
    this.written.add(topic);
    const named = outcomes.map((outcome) => ('error' in outcome ? { error: this.#named(outcome.error) } : outcome));
    this.#writing.tally.wrote(topic.name, placed, named);
    const [lost, ...others] = named.filter(isLost);
    if (lost !== undefined) this.#lost.set(topic.name, { error: lost.error, isGone, records: 1 + others.length });
  }

  #isLeft({ isGone }: Lost): boolean {
    return this.#writing.leavesLost && isGone;
  }

  #named(error: unknown): unknown {
    const { isNamed, to } = this.#writing;
    return isNamed ? errorOfCluster(error, to.config) : error;
  }
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof ServiceError ? error.code : 'INTERNAL';
}

function isLost(outcome: WriteOutcome): outcome is { readonly error: unknown } {
  return 'error' in outcome && !isOfRecord(outcome.error);
}

function isGoneBy(error: unknown): boolean {
  return goneCodes.has(codeOf(error));
}
