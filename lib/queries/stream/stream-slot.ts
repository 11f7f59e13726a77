/** Browsers allow six connections per origin: these and the spare one leave room for everything else. */
const slots = ['ottla-stream-0', 'ottla-stream-1', 'ottla-stream-2', 'ottla-stream-3'] as const;
/** For a tab that no other one can help, because theirs are of other clusters. */
const spareSlot = ['ottla-stream-spare'] as const;

/** Holds one of the slots until the signal aborts; false when all are taken. Where the browser has no locks every tab has its own. */
export async function takeStreamSlot(signal: AbortSignal, kind: 'ordinary' | 'spare' = 'ordinary'): Promise<boolean> {
  const locks: LockManager | undefined = 'locks' in navigator ? navigator.locks : undefined;
  if (locks === undefined) return true;
  for (const name of kind === 'spare' ? spareSlot : slots) {
    if (await tryLock(locks, name, signal)) return true;
  }
  return false;
}

function tryLock(locks: LockManager, name: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null): Promise<void> => {
      resolve(lock !== null);
      if (lock === null || signal.aborted) return Promise.resolve();
      return new Promise((release) => signal.addEventListener('abort', () => release(), { once: true }));
    };
    locks.request(name, { ifAvailable: true }, hold).catch(reject);
  });
}
