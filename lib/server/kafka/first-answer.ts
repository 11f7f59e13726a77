import { pause } from '../pause';

/**
 * Asks one after the other: the next as soon as the last one failed, or has not answered for `patienceMs`. The first answer
 * counts. For questions only: whoever is slow gets asked and may still answer. Rejects with the first failure that
 * `isPassing` does not pass over, else with the first of all.
 */
export async function firstAnswer<Answer>(
  asks: readonly (() => Promise<Answer>)[],
  patienceMs: number,
  isPassing: (error: unknown) => boolean,
): Promise<Answer> {
  const settled = new AbortController();
  const failures: unknown[] = [];
  return new Promise<Answer>((resolve, reject) => {
    const start = async (): Promise<void> => {
      for (const ask of asks) {
        const answered = ask().then(
          (answer) => {
            settled.abort();
            resolve(answer);
          },
          (error: unknown) => {
            failures.push(error);
            if (isPassing(error) && failures.length < asks.length) return;
            settled.abort();
            reject(toError(isPassing(error) ? failures[0] : error));
          },
        );
        await Promise.race([answered, pause(patienceMs, settled.signal)]);
        if (settled.signal.aborted) return;
      }
    };
    start().catch(reject);
  });
}

function toError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
