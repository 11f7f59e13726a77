import { request } from 'node:http';

/** Milliseconds of the middle one of `times` calls. */
export async function medianMs(times: number, call: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const startedMs = performance.now();
    await call();
    taken.push(performance.now() - startedMs);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

export interface Download {
  readonly bytes: number;
  readonly lines: number;
  readonly firstByteMs: number;
  readonly ms: number;
}

/** Takes a body as it comes and keeps nothing of it. */
export function download(url: string): Promise<Download> {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(url, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode ?? 0}`));
      let bytes = 0;
      let lines = 0;
      let firstByteMs = 0;
      response.on('data', (chunk: Buffer) => {
        if (bytes === 0) firstByteMs = performance.now() - startedMs;
        bytes += chunk.length;
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ bytes, lines, firstByteMs, ms: performance.now() - startedMs }));
    });
    call.once('error', reject);
    call.end();
  });
}
