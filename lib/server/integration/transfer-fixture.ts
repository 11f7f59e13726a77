import { expect } from 'vitest';
import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import {
  copyRequest,
  redriveRequest,
  transferResult,
  type CopyOrder,
  type RedriveOrder,
  type TransferResult,
} from '@/lib/contracts/transfer';
import { writeRecords, type PlacedRecord } from '../kafka/write-records';
import { scanRecords } from '../records/scan';
import type { ServiceContext } from '../service-context';
import { copyRecords } from '../services/records/copy-records';
import { redriveRecords } from '../services/records/redrive-records';
import { createTopic } from '../services/topics/create-topic';
import { readJob, type JobRun } from './job-events';
import type { TestConsole } from './test-console';

/** Topics of one cluster of a console, filled, copied and read back. */
export class TransferFixture {
  readonly #console: TestConsole;
  readonly #cluster: string;

  constructor(console: TestConsole, cluster = 'local') {
    this.#console = console;
    this.#cluster = cluster;
  }

  async create(name: string, partitions = 1, configs: Record<string, string> = {}): Promise<void> {
    const request = { name, partitions, replicationFactor: 1, configs };
    await createTopic({ ctx: this.#console.ctx, input: { cluster: this.#cluster, request } });
  }

  async fill(name: string, placed: readonly PlacedRecord[]): Promise<void> {
    const { client, producer } = this.#console.ctx.runtime.cluster(this.#cluster);
    const topic = await client.topic(name, 0);
    const signal = new AbortController().signal;
    const outcomes = await writeRecords({ client, producer, topic }, placed, { compression: 'zstd', acks: 'all', signal });
    expect(outcomes.filter((outcome) => 'error' in outcome)).toEqual([]);
  }

  /** Everything in a topic, as it is written. */
  async read(name: string) {
    const { client } = this.#console.ctx.runtime.cluster(this.#cluster);
    const found: (RecordInput & { partition: number; codec: string })[] = [];
    const signal = new AbortController().signal;
    for await (const { records } of scanRecords(client, { topic: await client.topic(name, 0), signal })) {
      for (const { partition, batch, record: each } of records) {
        const headers = each.headers.map(({ key, value }) => ({ key: Buffer.from(key), value: value && Buffer.from(value) }));
        const { key, value } = each;
        found.push({
          partition,
          codec: batch.codec,
          key: key && Buffer.from(key),
          value: value && Buffer.from(value),
          headers,
          timestampMs: Number(each.timestamp),
        });
      }
    }
    return found;
  }

  /** The values of a topic, as text, in the order of their partitions. */
  async values(name: string): Promise<readonly string[]> {
    return (await this.read(name)).map(({ value }) => String(value));
  }

  async copy(topic: string, order: CopyOrder, dryRun = false): Promise<JobRun> {
    const input = { cluster: this.#cluster, topic, request: copyRequest.parse(order), dryRun };
    return readJob((await copyRecords({ ctx: this.caller(), input })).stream);
  }

  async copied(topic: string, order: CopyOrder, dryRun = false): Promise<TransferResult> {
    return resultOf(await this.copy(topic, order, dryRun));
  }

  async redrive(topic: string, order: RedriveOrder, dryRun = false): Promise<JobRun> {
    const input = { cluster: this.#cluster, topic, request: redriveRequest.parse(order), dryRun };
    return readJob((await redriveRecords({ ctx: this.caller(), input })).stream);
  }

  async redriven(topic: string, order: RedriveOrder, dryRun = false): Promise<TransferResult> {
    return resultOf(await this.redrive(topic, order, dryRun));
  }

  /** Each job has a caller of its own. */
  caller(): ServiceContext {
    return { ...this.#console.ctx, signal: new AbortController().signal };
  }
}

export async function resultOf(run: JobRun): Promise<TransferResult> {
  return transferResult.parse(await run.result());
}

export const text = (value: string): Buffer => Buffer.from(value);

export const record = (key: string | null, value: string | null, timestampMs = 1_700_000_000_000): RecordInput => ({
  key: key === null ? null : text(key),
  value: value === null ? null : text(value),
  headers: [],
  timestampMs,
});

/** v0, v1 …, over the partitions in turn; the keys repeat. */
export const numbered = (count: number, partitions: number): PlacedRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    partition: index % partitions,
    record: record(`k${index % 50}`, `v${index}`, 1_700_000_000_000 + index),
  }));
