import type { TransferOptions } from '@/lib/contracts/transfer';
import type { ClusterHandle } from '../../console-runtime';
import { errorOfCluster, inCluster } from '../../error-of-cluster';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { isOfRecord, writeRecords, type PlacedRecord, type WriteOutcome } from '../../kafka/write-records';
import type { ReadRecord } from '../../records/record-row';
import type { Stay, TransferTally } from '../../records/transfer-tally';
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

interface Writing {
  readonly to: ClusterHandle;
  /** It is not the cluster that is read: what goes wrong says that it is this one. */
  readonly isNamed: boolean;
  readonly tally: TransferTally;
  readonly route: Route;
  readonly timestamps: TransferOptions['timestamps'];
  readonly dryRun: boolean;
}

/** Sends records to where they go, counts what becomes of them, and knows which topics take no more. */
export class TransferWriter {
  readonly written = new Set<TopicMetadata>();
  readonly #writing: Writing;
  readonly #refusals = new Map<string, Refusal>();
  readonly #lost = new Map<string, unknown>();

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  hasLost(topic: string): boolean {
    return this.#lost.has(topic);
  }

  get hasLostAny(): boolean {
    return this.#lost.size > 0;
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
      const refused = lost ?? (await this.#refusal(name))(going.record, compression);
      if (refused !== undefined) {
        tally.refused(name, this.#named(refused));
        if (lost === undefined) decided(leaving.index);
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
      const outcomes = await writeRecords({ client, producer, topic: to }, placed, options);
      this.#count(to, placed, outcomes);
      outcomes.forEach((outcome, at) => {
        const index = batch[at]?.index;
        if (index !== undefined && (!('error' in outcome) || isOfRecord(outcome.error))) decided(index);
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

  #count(topic: TopicMetadata, placed: readonly PlacedRecord[], outcomes: readonly WriteOutcome[]): void {
    this.written.add(topic);
    const named = outcomes.map((outcome) => ('error' in outcome ? { error: this.#named(outcome.error) } : outcome));
    this.#writing.tally.wrote(topic.name, placed, named);
    for (const outcome of named) if ('error' in outcome && !isOfRecord(outcome.error)) this.#lost.set(topic.name, outcome.error);
  }

  #named(error: unknown): unknown {
    const { isNamed, to } = this.#writing;
    return isNamed ? errorOfCluster(error, to.config) : error;
  }
}
