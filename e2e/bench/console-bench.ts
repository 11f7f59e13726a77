/**
 * `npm run bench:console [-- --records 10000000 --scan-records 1000000 --copy-records 1000000 --minutes 10 --only copies]`: what
 * the console does with large and fast topics, on a local cluster of one broker; copies on one of three. Prints a table; passes
 * or fails nothing.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, request, type Browser } from '@playwright/test';
import { requireBrowser } from '../../lib/tooling/find-browser.mjs';
import type { KafkaClient } from '../../broker/client/kafka-client';
import { firstLoadScripts, totalBytes } from '../fixtures/first-load';
import { removeDirectory, startOttla, temporaryDirectory, type RunningOttla } from '../fixtures/ottla';
import { openClient } from '../fixtures/kafka-client';
import { copyTopic } from './copy-topic';
import { fillTopic } from './fill-topic';
import { download, medianMs } from './measures';
import { tailAtRate } from './tail-at-rate';

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '10000000' },
    'scan-records': { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '10000' },
    'copy-records': { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
});

const needle = 'needle-in-a-haystack';

function write(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(64)}${figure}\n`);
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);

async function createTopic(ottla: RunningOttla, name: string, partitions: number, replicationFactor = 1): Promise<void> {
  const response = await fetch(`${ottla.consoleUrl}/api/v1/clusters/local/topics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, partitions, replicationFactor }),
  });
  if (response.status !== 201) throw new Error(`${name} was not created: ${await response.text()}`);
}

async function newestPage(browser: Browser, ottla: RunningOttla, client: KafkaClient): Promise<void> {
  const topic = 'large';
  const records = Number(options.records);
  await createTopic(ottla, topic, 4);
  await fillTopic(client, { topic, partitions: 4, records, valueBytes: 100 });
  const where = `topics/${topic}`;
  const api = `${ottla.consoleUrl}/api/v1/clusters/local/${where}/records?from=newest&n=100`;
  const apiMs = await medianMs(20, async () => {
    await download(api);
  });
  write(`newest 100 of ${count(records)} × 100 B, API, median of 20`, `${apiMs.toFixed(0)} ms`);
  const page = await browser.newPage();
  const pageMs = await medianMs(5, async () => {
    await page.goto(`${ottla.consoleUrl}/c/local/${where}/messages?from=newest`);
    await page.getByRole('row').nth(10).waitFor();
  });
  await page.close();
  write('the same in the browser, address to rows, median of 5', `${pageMs.toFixed(0)} ms`);
}

async function scans(ottla: RunningOttla, client: KafkaClient): Promise<void> {
  const topic = 'scanned';
  const records = Number(options['scan-records']);
  const at = [0.3, 0.6, 0.9].map((share) => Math.floor(records * share));
  await createTopic(ottla, topic, 1);
  await fillTopic(client, { topic, partitions: 1, records, valueBytes: 1_024, needle: { text: needle, at } });
  const home = `${ottla.consoleUrl}/api/v1/clusters/local/topics/${topic}`;
  const search = await download(`${home}/export?format=jsonl&q=${needle}`);
  const perSecond = (total: number, ms: number): number => (total * 1_000) / ms;
  write(
    `full-scan search over ${count(records)} × 1 KiB, ${search.lines} found`,
    `${count(perSecond(records, search.ms))} records/s, ${megabytes(perSecond(records * 1_024, search.ms))} MB/s, first after ${(search.firstByteMs / 1_000).toFixed(2)} s`,
  );
  for (const format of ['jsonl', 'csv']) {
    const { lines, bytes, ms } = await download(`${home}/export?format=${format}`);
    write(
      `export as ${format}, ${count(lines)} lines`,
      `${count(perSecond(records, ms))} records/s, ${megabytes(perSecond(bytes, ms))} MB/s`,
    );
  }
}

async function tail(browser: Browser, ottla: RunningOttla, client: KafkaClient): Promise<void> {
  const minutes = Number(options.minutes);
  const seen = await tailAtRate({ browser, ottla, client, perSecond: Number(options.rate), minutes });
  write(
    `tail at ${count(Number(options.rate))} messages/s for ${minutes} min, shown + gap − produced`,
    String(seen.shown + seen.skipped - seen.produced),
  );
  write('  produced, shown, skipped', [seen.produced, seen.shown, seen.skipped].map(count).join(', '));
  write('  browser heap at the start and the end', seen.heapBytes.map((bytes) => `${megabytes(bytes)} MB`).join(' → '));
  write('  console resident memory at the start and the end', seen.residentMiB.map((mib) => `${mib.toFixed(0)} MiB`).join(' → '));
}

async function scripts(ottla: RunningOttla): Promise<void> {
  const context = await request.newContext({ baseURL: ottla.consoleUrl });
  const pages = ['/c/local', '/c/local/topics', '/c/local/topics/large/messages?from=newest', '/c/local/topics/large/partitions'];
  for (const path of [...pages, '/c/local/brokers', '/c/local/groups', '/c/local/lab', '/settings']) {
    const bytes = totalBytes(await firstLoadScripts(context, path));
    write(`first-load scripts of ${path}`, `${(bytes / 1_024).toFixed(0)} KiB gzip`);
  }
  await context.dispose();
}

/** From one topic to another with three replicas, each of three partitions. */
async function copies(): Promise<void> {
  await withCluster(3, async (ottla, client) => {
    const records = Number(options['copy-records']);
    for (const [total, valueBytes] of [
      [records, 100],
      [records / 5, 1_024],
    ] as const) {
      const topic = `copied-${valueBytes}`;
      await createTopic(ottla, topic, 3, 3);
      await createTopic(ottla, `${topic}-to`, 3, 3);
      await fillTopic(client, { topic, partitions: 3, records: total, valueBytes });
      const { written, elapsedMs, residentMiB } = await copyTopic(ottla, topic, `${topic}-to`);
      const bytes = written * valueBytes;
      write(
        `copy of ${count(written)} × ${valueBytes} B, 3 partitions, 3 replicas, acks = all`,
        `${count((written * 1_000) / elapsedMs)} records/s, ${megabytes((bytes * 1_000) / elapsedMs)} MB/s`,
      );
      write('  console resident memory before and at its peak', residentMiB.map((mib) => `${mib.toFixed(0)} MiB`).join(', '));
    }
  });
}

async function withCluster(brokers: number, work: (ottla: RunningOttla, client: KafkaClient) => Promise<void>): Promise<void> {
  const directory = await temporaryDirectory();
  const ottla = await startOttla(directory, ['--brokers', String(brokers)]);
  const client = openClient(ottla.bootstrapServers);
  try {
    await work(ottla, client);
  } finally {
    client.close();
    await ottla.stop();
    await removeDirectory(directory);
  }
}

async function onOneBroker(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: ['--disable-gpu', '--enable-precise-memory-info'],
  });
  try {
    await withCluster(1, async (ottla, client) => {
      await newestPage(browser, ottla, client);
      await scans(ottla, client);
      await scripts(ottla);
      await tail(browser, ottla, client);
    });
  } finally {
    await browser.close();
  }
}

process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n\n`);
if (options.only !== 'copies') await onOneBroker();
await copies();
