import { parentPort, workerData } from 'node:worker_threads';
import { progressSlots, type Ready, type ThreadData } from './thread-messages';

function isThreadData(given: unknown): given is ThreadData {
  return typeof given === 'object' && given !== null && 'progress' in given && given.progress instanceof SharedArrayBuffer;
}

/** What a thread does: it answers one question after the other, and says at each item that it begins. */
export function answerQuestions<Question>(answerTo: (question: Question, beginItem: (item: number) => void) => object): void {
  const given: unknown = workerData;
  if (!isThreadData(given)) throw new TypeError('this thread is started by BudgetedThread');
  const slots = new Int32Array(given.progress);
  const beginItem = (item: number): void => void Atomics.store(slots, progressSlots.item, item);
  parentPort?.on('message', (question: Question) => {
    parentPort?.postMessage(answerTo(question, beginItem));
  });
  parentPort?.postMessage({ kind: 'ready' } satisfies Ready);
}
