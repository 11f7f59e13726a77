import type { Platform } from '../platform/platform';
import type { Timer } from '../platform/timers';
import type { LogCheckpoints } from './log-checkpoints';
import type { UnifiedLog } from './unified-log';

/** How often the background work of a log directory runs; the defaults are Kafka's. */
export interface HousekeepingIntervals {
  readonly retentionCheckMs: number;
  readonly recoveryPointCheckpointMs: number;
  readonly logStartOffsetCheckpointMs: number;
  readonly highWatermarkCheckpointMs: number;
  readonly producerExpirationCheckMs: number;
}

export const defaultHousekeepingIntervals: HousekeepingIntervals = {
  retentionCheckMs: 300_000,
  recoveryPointCheckpointMs: 60_000,
  logStartOffsetCheckpointMs: 60_000,
  highWatermarkCheckpointMs: 5000,
  producerExpirationCheckMs: 600_000,
};

/** What a log directory does by itself: retention, checkpoints, forgetting idle producers. */
export class LogHousekeeping {
  readonly #platform: Platform;
  readonly #logs: () => Iterable<UnifiedLog>;
  readonly #checkpoints: LogCheckpoints;
  readonly #intervals: HousekeepingIntervals;
  readonly #onCheckpointFailed: (error: unknown) => void;
  readonly #timers = new Map<string, Timer>();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(options: {
    platform: Platform;
    logs: () => Iterable<UnifiedLog>;
    checkpoints: LogCheckpoints;
    intervals: Partial<HousekeepingIntervals>;
    onCheckpointFailed: (error: unknown) => void;
  }) {
    this.#platform = options.platform;
    this.#logs = options.logs;
    this.#checkpoints = options.checkpoints;
    this.#intervals = { ...defaultHousekeepingIntervals, ...options.intervals };
    this.#onCheckpointFailed = options.onCheckpointFailed;
  }

  start(): void {
    const intervals = this.#intervals;
    this.#every('retention', intervals.retentionCheckMs, async () => {
      await this.applyRetention();
    });
    this.#every('recovery points', intervals.recoveryPointCheckpointMs, () =>
      this.#checkpoints.write('recovery-point-offset-checkpoint').catch(this.#onCheckpointFailed),
    );
    this.#every('log start offsets', intervals.logStartOffsetCheckpointMs, () =>
      this.#checkpoints.write('log-start-offset-checkpoint').catch(this.#onCheckpointFailed),
    );
    this.#every('high watermarks', intervals.highWatermarkCheckpointMs, () =>
      this.#checkpoints.write('replication-offset-checkpoint').catch(this.#onCheckpointFailed),
    );
    this.#every('producer expiration', intervals.producerExpirationCheckMs, () => {
      for (const log of this.#logs()) log.removeExpiredProducers();
      return Promise.resolve();
    });
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) timer.cancel();
    await Promise.allSettled(this.#running);
  }

  async applyRetention(): Promise<number> {
    let removed = 0;
    for (const log of [...this.#logs()]) {
      if (log.isOffline || this.#stopped) continue;
      try {
        const count = await log.deleteOldSegments();
        if (count > 0) this.#platform.logger.info('Retention removed segments.', { log: log.directory, segments: count });
        removed += count;
      } catch (error) {
        this.#platform.logger.warn('Retention failed for a log.', { log: log.directory, error: String(error) });
      }
    }
    return removed;
  }

  #every(name: string, intervalMs: number, task: () => Promise<void>): void {
    const timer = this.#platform.timers.after(intervalMs, () => {
      const run = task().finally(() => {
        this.#running.delete(run);
        if (!this.#stopped) this.#every(name, intervalMs, task);
      });
      this.#running.add(run);
    });
    this.#timers.set(name, timer);
  }
}
