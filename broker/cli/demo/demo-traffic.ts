import { parseArgs } from 'node:util';
import { GroupConsumer } from '../../client/group-consumer';
import { KafkaClient } from '../../client/kafka-client';
import { Producer, type ProducerRecord } from '../../client/producer';
import { createNodeLogger } from '../../platform/node/node-logger';
import { createNodePlatform } from '../../platform/node/node-platform';
import { DemoRecords } from './demo-records';
import { createDemoTopics } from './demo-topics';

interface Flow {
  topic: string;
  everyMs: number;
  make: (records: DemoRecords) => ProducerRecord;
}

const flows: readonly Flow[] = [
  { topic: 'orders.placed', everyMs: 90, make: (records) => records.order() },
  { topic: 'payments.authorised', everyMs: 230, make: (records) => records.payment() },
  { topic: 'customers', everyMs: 1100, make: (records) => records.customer() },
  { topic: 'orders.dead-letter', everyMs: 15_000, make: (records) => records.deadLetter() },
];

/** `fraud-check` takes longer over a record than orders come in, so that there is a lag to look at. */
const groups = [
  { groupId: 'billing', topics: ['orders.placed', 'payments.authorised'], recordMs: 0 },
  { groupId: 'fraud-check', topics: ['orders.placed'], recordMs: 140 },
];

const pollMsMax = 1000;
/** Members that leave are not waited for by the next start. */
const leaveMsMax = 500;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

async function produce(producer: Producer, records: DemoRecords, flow: Flow, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await producer.send(flow.topic, flow.make(records));
    await pause(flow.everyMs * (0.5 + Math.random()), signal);
  }
}

async function consume(client: KafkaClient, group: (typeof groups)[number], signal: AbortSignal): Promise<void> {
  const { groupId, topics, recordMs } = group;
  const consumer = new GroupConsumer({ client, groupId, topics, autoOffsetReset: 'earliest', pollRecordsMax: 10 });
  const leave = (): void => void consumer.close();
  signal.addEventListener('abort', leave);
  try {
    while (!signal.aborted) {
      const records = await consumer.poll(pollMsMax);
      await pause(records.length * recordMs, signal);
    }
  } finally {
    signal.removeEventListener('abort', leave);
    await consumer.close();
    client.close();
  }
}

/** A call, so that the compiler does not take an earlier answer for this one. */
function hasEnded(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Keeps one flow going: whatever ends it (a broker that restarts), it begins again after a moment. */
async function keepGoing(flow: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await flow();
    } catch (error) {
      if (hasEnded(signal)) return;
      process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}; trying again\n`);
      await pause(1000, signal);
    }
  }
}

function onStop(stop: () => void): void {
  process.on('message', stop);
  process.on('disconnect', stop);
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
}

/** A small live data set: a shop's orders and payments, a compacted topic, a dead-letter topic, two groups. */
export async function runDemoTraffic(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'bootstrap-server': { type: 'string', default: 'localhost:9092' } },
  });
  const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
  const clientOf = (clientId: string): KafkaClient =>
    new KafkaClient({ ...platform, bootstrapServers: values['bootstrap-server'], clientId });
  const abort = new AbortController();
  const { signal } = abort;
  const stopped = new Promise<void>((resolve) => {
    onStop(() => {
      abort.abort();
      resolve();
    });
  });

  const client = clientOf('demo-shop');
  await createDemoTopics(client);
  process.send?.({ type: 'ready' });
  const records = new DemoRecords(platform.random, Math.floor(Date.now() / 1000) % 1_000_000);
  const running = Promise.all([
    ...flows.map((flow) =>
      keepGoing(async () => {
        const producer = new Producer({ client, lingerMs: 0, allowAutoTopicCreation: false });
        await produce(producer, records, flow, signal);
      }, signal),
    ),
    ...groups.map((group) => keepGoing(() => consume(clientOf(`demo-${group.groupId}`), group, signal), signal)),
  ]);
  await Promise.race([stopped, running]);
  await Promise.race([running, new Promise((resolve) => setTimeout(resolve, leaveMsMax))]);
  return 0;
}
