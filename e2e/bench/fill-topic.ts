import { KafkaClient } from '../../broker/client/kafka-client';
import { nodeClock } from '../../broker/platform/node/node-clock';
import { nodeRandom } from '../../broker/platform/node/node-random';
import { nodeTimers } from '../../broker/platform/node/node-timers';
import { nodeTransport } from '../../broker/platform/node/node-transport';
import { produceApi } from '../../broker/protocol/messages/produce';
import { encodeBatch } from '../../broker/protocol/records/encode-batch';

const nothing = (): void => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

export function openClient(bootstrapServers: string): KafkaClient {
  return new KafkaClient({
    transport: nodeTransport,
    clock: nodeClock,
    timers: nodeTimers,
    random: nodeRandom,
    logger: silent,
    bootstrapServers,
    clientId: 'bench',
  });
}

/** Appends one batch of these values to a partition; resolves when it is acknowledged by all replicas in sync. */
export async function appendBatch(
  client: KafkaClient,
  topic: string,
  partition: number,
  values: readonly Buffer[],
): Promise<void> {
  const timestampMs = Date.now();
  const records = encodeBatch(values.map((value) => ({ key: null, value, timestampMs })));
  const leader = await client.leaderOf({ topic, partition });
  const request = {
    transactionalId: null,
    acks: -1,
    timeoutMs: 30_000,
    topicData: [{ name: topic, partitionData: [{ index: partition, records }] }],
  };
  const { responses } = await client.send(leader, produceApi, request, { versionMax: 12 });
  const code = responses[0]?.partitionResponses[0]?.errorCode;
  if (code !== 0) throw new Error(`the broker answered ${code ?? 'nothing'} to a batch of ${values.length} records`);
}

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
    await appendBatch(client, topic, partition, values);
  }
}

export function valueOf(index: number, bytes: number): Buffer {
  const head = JSON.stringify({ id: index, country: ['NL', 'DE', 'IR', 'FR'][index % 4], amount: (index * 7_919) % 10_000 });
  return Buffer.from(head.slice(0, -1).padEnd(bytes - 1, ' ') + '}');
}
