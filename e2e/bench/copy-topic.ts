import { request } from 'node:http';
import { consoleMemoryMiB } from '../fixtures/process-tree';
import type { RunningOttla } from '../fixtures/ottla';

export interface CopyResult {
  readonly written: number;
  readonly elapsedMs: number;
  /** Before it, and the most that was seen of it. */
  readonly residentMiB: readonly [number, number];
}

const sampleMs = 200;

/** Copies all of a topic to another by the API, and watches the console's memory meanwhile. */
export async function copyTopic(ottla: RunningOttla, topic: string, target: string): Promise<CopyResult> {
  const before = await consoleMemoryMiB(ottla.pid);
  let peak = before;
  const sampling = setInterval(() => {
    void consoleMemoryMiB(ottla.pid).then((mib) => (peak = Math.max(peak, mib)));
  }, sampleMs);
  try {
    const { written, elapsedMs } = await resultOf(
      `${ottla.consoleUrl}/api/v1/clusters/local/topics/${topic}/records/copy`,
      target,
    );
    return { written, elapsedMs, residentMiB: [before, peak] };
  } finally {
    clearInterval(sampling);
  }
}

function resultOf(url: string, target: string): Promise<Pick<CopyResult, 'written' | 'elapsedMs'>> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const call = request(url, { method: 'POST', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.once('error', reject);
      response.once('end', () => {
        const data = /^event: ?result\ndata: ?(.*)$/m.exec(body)?.[1];
        if (data === undefined) reject(new Error(`${url} gave no result: ${body.slice(-500)}`));
        else resolve(JSON.parse(data) as Pick<CopyResult, 'written' | 'elapsedMs'>);
      });
    });
    call.once('error', reject);
    call.end(JSON.stringify({ target, placement: 'key' }));
  });
}
