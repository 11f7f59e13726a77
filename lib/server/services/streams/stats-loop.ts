import type { TailReader } from '../../kafka/tail-reader';
import { pause } from '../../pause';
import type { SseConnection } from '../../streams/sse-connection';

const everyMs = 1_000;

/** Sends a tail's counts at once, then each second while it runs. */
export async function statsLoop(
  connection: SseConnection,
  channel: string | null,
  reader: TailReader,
  totalAtMost: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  let lastScanned = 0;
  let lastAt = startedAt;
  while (!signal.aborted) {
    const now = performance.now();
    const { scanned, shown, skipped, bytes } = reader.counts;
    if (connection.hasRoom) {
      connection.send('stats', {
        channel,
        atMs: Date.now(),
        scanned,
        shown,
        skippedAtMost: String(skipped),
        bytes,
        elapsedMs: Math.round(now - startedAt),
        behindAtMost: String(reader.behind),
        totalAtMost: totalAtMost === undefined ? null : String(totalAtMost),
        perSecond: now === lastAt ? 0 : Math.round(((scanned - lastScanned) * 10_000) / (now - lastAt)) / 10,
      });
      lastScanned = scanned;
      lastAt = now;
    }
    await pause(everyMs, signal);
  }
}
