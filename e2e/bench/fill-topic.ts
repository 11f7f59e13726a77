import type { KafkaClient } from '../../broker/client/kafka-client';
import { appendBatch } from '../fixtures/kafka-client';

interface Filling {
  readonly topic: string;
  readonly partitions: number;
  readonly records: number;
  readonly valueBytes: number;
  /** Put into the values of these records, counted over all. */
  readonly needle?: { readonly text: string; readonly at: readonly number[] };
}

const batchBytes = 900_000;

/** Fills a topic with values that compress like text; batches go to its partitions in turn. */
export async function fillTopic(client: KafkaClient, { topic, partitions, records, valueBytes, needle }: Filling): Promise<void> {
  const perBatch = Math.max(1, Math.floor(batchBytes / (valueBytes + 10)));
  const plain = Array.from({ length: perBatch }, (_, index) => valueOf(index, valueBytes));
  for (let written = 0, partition = 0; written < records; written += perBatch, partition = (partition + 1) % partitions) {
    const values = plain.slice(0, records - written);
    for (const at of needle?.at ?? []) {
      if (needle !== undefined && at >= written && at < written + values.length)
        values[at - written] = Buffer.concat([Buffer.from(needle.text), valueOf(at, valueBytes)]).subarray(0, valueBytes);
    }
    await appendBatch(
      client,
      topic,
      partition,
      values.map((value) => ({ value })),
    );
  }
}

export function valueOf(index: number, bytes: number): Buffer {
  const head = JSON.stringify({ id: index, country: ['NL', 'DE', 'IR', 'FR'][index % 4], amount: (index * 7_919) % 10_000 });
  return Buffer.from(head.slice(0, -1).padEnd(bytes - 1, ' ') + '}');
}
