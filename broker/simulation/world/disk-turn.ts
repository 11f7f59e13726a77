import type { SimFileOperation } from '../sim-disk';
import type { SimRandom } from '../sim-random';

/** How fast a machine's disk is at present; changed by faults. */
export interface DiskPace {
  /** What a sync takes at most. */
  syncMsMax: number;
  /** The share of other operations that take time at all; the rest is answered from the page cache. */
  slowShare: number;
  /** What such a slow one takes at most. */
  slowMsMax: number;
  /** Operations until onCountdown is called instead of one of them; undefined: never. */
  countdown: number | undefined;
  onCountdown: () => void;
}

export function healthyDiskPace(): DiskPace {
  return { syncMsMax: 2, slowShare: 0.2, slowMsMax: 0.3, countdown: undefined, onCountdown: () => undefined };
}

interface DiskTurnOptions {
  /** Whose events these are. */
  readonly process: { schedule(kind: 'disk', delayMs: number, callback: () => void): unknown };
  readonly random: SimRandom;
  readonly pace: DiskPace;
}

const changing: ReadonlySet<SimFileOperation | 'look'> = new Set([
  'open',
  'write',
  'truncate',
  'sync',
  'rename',
  'remove',
  'syncDirectory',
]);
const atOnce = Promise.resolve();

/** How long an operation of a process waits for the disk. */
export function diskTurn({
  process,
  random,
  pace,
}: DiskTurnOptions): (operation: SimFileOperation | 'look', path: string) => Promise<void> {
  return (operation) => {
    if (pace.countdown !== undefined && changing.has(operation)) {
      pace.countdown -= 1;
      if (pace.countdown <= 0) {
        pace.countdown = undefined;
        process.schedule('disk', 0, pace.onCountdown);
        return new Promise(() => undefined);
      }
    }
    const isSync = operation === 'sync' || operation === 'syncDirectory';
    if (!isSync && !random.chance(pace.slowShare)) return atOnce;
    const delayMs = random.fraction() * (isSync ? pace.syncMsMax : pace.slowMsMax);
    return new Promise((resolve) => {
      process.schedule('disk', delayMs, resolve);
    });
  };
}
