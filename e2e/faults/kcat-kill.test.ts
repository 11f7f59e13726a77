import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FaultCluster } from './fixtures/fault-cluster';

/** librdkafka through a failover. It tells nothing of single messages, but ends with 0 only when all were acknowledged. */

let cluster: FaultCluster;

beforeAll(async () => {
  cluster = await FaultCluster.start();
});

afterAll(async () => {
  await cluster.remove();
});

const idempotent = ['enable.idempotence=true', 'acks=all', 'retry.backoff.ms=50', 'reconnect.backoff.max.ms=200', 'linger.ms=2'];

test('20,000 messages piped through kcat while leaders die arrive once, in order', async () => {
  await cluster.createTopic('piped', 1, { 'min.insync.replicas': '2' });
  const options = idempotent.flatMap((option) => ['-X', option]);
  const producer = spawn('kcat', ['-b', cluster.bootstrapServers, '-P', '-t', 'piped', '-p', '0', ...options], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => producer.once('close', resolve));
  const write = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      producer.stdin.write(text, (error) => {
        if (error === undefined || error === null) resolve();
        else reject(error);
      });
    });
  const sent = Array.from({ length: 20_000 }, (_, index) => `message ${index}`);
  for (let at = 0; at < sent.length; at += 5000) {
    await write(`${sent.slice(at, at + 5000).join('\n')}\n`);
    const leader = (await cluster.topic('piped'))?.partitions[0]?.leader ?? -1;
    await cluster.crash(leader);
    await cluster.untilAllAlive(3);
    await cluster.untilInSync('piped');
  }
  producer.stdin.end();
  expect(await ended).toBe(0);
  expect(await consumeAll('piped')).toEqual(sent);
}, 300_000);

async function consumeAll(topic: string): Promise<string[]> {
  const consumer = spawn('kcat', ['-b', cluster.bootstrapServers, '-C', '-q', '-e', '-o', 'beginning', '-t', topic]);
  let text = '';
  consumer.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  await new Promise((resolve) => consumer.once('close', resolve));
  return text.split('\n').filter((line) => line !== '');
}
