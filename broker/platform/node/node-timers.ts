import type { Timers } from '../timers';

/** Longest delay that setTimeout keeps; it would run anything longer at once. */
const delayMsMax = 0x7fff_ffff;

export const nodeTimers: Timers = {
  after(delayMs, callback) {
    if (delayMs > delayMsMax) return afterLongDelay(delayMs, callback);
    const timeout = setTimeout(callback, delayMs);
    return {
      cancel: () => {
        clearTimeout(timeout);
      },
    };
  },
};

function afterLongDelay(delayMs: number, callback: () => void): { cancel(): void } {
  let current = nodeTimers.after(delayMsMax, () => {
    current = nodeTimers.after(delayMs - delayMsMax, callback);
  });
  return {
    cancel: () => {
      current.cancel();
    },
  };
}
