import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession } from '@playwright/test';
import type { KafkaClient } from '../../broker/client/kafka-client';
import type { RunningOttla } from '../fixtures/ottla';
import { consoleMemoryMiB } from '../fixtures/process-tree';
import { appendBatch } from '../fixtures/kafka-client';
import { valueOf } from './fill-topic';

export interface TailResult {
  readonly produced: number;
  readonly shown: number;
  readonly skipped: number;
  /** Of the browser's JavaScript, after a collection: at the start and the end. */
  readonly heapBytes: readonly [number, number];
  readonly residentMiB: readonly [number, number];
}

interface Counter {
  shown: number;
  skipped: number;
  /** Resolves when the stream has said hello: what is produced from then on is counted. */
  readonly ready: Promise<void>;
  close(): void;
}

/** Counts what a record stream shows and what it says it left out. */
function countStream(url: string): Counter {
  let sayReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (sayReady = resolve));
  const call = request(url, (response) => {
    let rest = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const frames = (rest + chunk).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) {
        const event = /^event: ?(\w+)/m.exec(frame)?.[1];
        const data = /^data: ?(.*)$/m.exec(frame)?.[1] ?? '{}';
        if (event === 'hello') sayReady();
        else if (event === 'records') counter.shown += (JSON.parse(data) as { records: unknown[] }).records.length;
        else if (event === 'gap') counter.skipped += Number((JSON.parse(data) as { countAtMost: string }).countAtMost);
      }
    });
  });
  const counter: Counter = { shown: 0, skipped: 0, ready, close: () => call.destroy() };
  call.end();
  return counter;
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}

const batchesPerSecond = 20;
/** Before the first look at memory: the caches of a page that has just opened still fill. */
const warmUpMs = 30_000;

interface TailOptions {
  readonly browser: Browser;
  readonly ottla: RunningOttla;
  readonly client: KafkaClient;
  readonly perSecond: number;
  readonly minutes: number;
}

/** Produces at a rate while a page and a script tail the topic. */
export async function tailAtRate({ browser, ottla, client, perSecond, minutes }: TailOptions): Promise<TailResult> {
  const topic = 'tailed';
  const api = `${ottla.consoleUrl}/api/v1/clusters/local/topics`;
  const headers = { 'content-type': 'application/json' };
  await fetch(api, { method: 'POST', headers, body: JSON.stringify({ name: topic, partitions: 4, replicationFactor: 1 }) });
  const page = await browser.newPage();
  await page.goto(`${ottla.consoleUrl}/c/local/topics/${topic}/messages?from=live`);
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const stream = countStream(`${api}/${topic}/records/stream?from=live`);
  await stream.ready;

  const records = Array.from({ length: perSecond / batchesPerSecond }, (_, index) => ({ value: valueOf(index, 200) }));
  const startedMs = performance.now();
  const endMs = startedMs + minutes * 60_000;
  let produced = 0;
  let first: { heap: number; resident: number } | undefined;
  for (let batch = 0; performance.now() < endMs; batch += 1) {
    await appendBatch(client, topic, batch % 4, records);
    produced += records.length;
    const nowMs = performance.now();
    if (first === undefined && nowMs - startedMs > Math.min(warmUpMs, (minutes * 60_000) / 4))
      first = { heap: await heapBytes(session), resident: await consoleMemoryMiB(ottla.pid) };
    await pause(Math.max(0, startedMs + ((batch + 1) * 1_000) / batchesPerSecond - nowMs));
  }
  for (let before = -1; before !== stream.shown + stream.skipped;) {
    before = stream.shown + stream.skipped;
    await pause(1_000);
  }
  const last = { heap: await heapBytes(session), resident: await consoleMemoryMiB(ottla.pid) };
  const { shown, skipped } = stream;
  stream.close();
  await page.close();
  const start = first ?? last;
  return { produced, shown, skipped, heapBytes: [start.heap, last.heap], residentMiB: [start.resident, last.resident] };
}
