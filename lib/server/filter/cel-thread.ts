import { parentPort, workerData } from 'node:worker_threads';
import { compileFilter, evaluationFaultOf, type CompiledFilter } from './cel-filter';
import {
  progressSlots,
  type EvaluationFault,
  type FilterAnswer,
  type FilterQuestion,
  type FilterThreadData,
} from './cel-messages';

/*
 * The whole thread: it evaluates expressions and does nothing else. It has no environment, little memory, and whoever started it
 * ends it when a record takes too long.
 */

function isThreadData(given: unknown): given is FilterThreadData {
  return typeof given === 'object' && given !== null && 'progress' in given && given.progress instanceof SharedArrayBuffer;
}

const given: unknown = workerData;
if (!isThreadData(given)) throw new TypeError('a filter thread is started by FilterThread');
const slots = new Int32Array(given.progress);
let compiled: { readonly expression: string; readonly filter: CompiledFilter } | undefined;

function answerTo({ expression, records }: FilterQuestion): FilterAnswer {
  if (compiled?.expression !== expression) compiled = { expression, filter: compileFilter(expression) };
  const { filter } = compiled;
  if ('fault' in filter) return { kind: 'invalid', fault: filter.fault };
  let failed = 0;
  let firstFault: EvaluationFault | undefined;
  const matches = records.map((record, index) => {
    Atomics.store(slots, progressSlots.record, index);
    try {
      return filter.matches(record);
    } catch (error) {
      failed += 1;
      firstFault ??= evaluationFaultOf(error, record);
      return false;
    }
  });
  return { kind: 'answers', matches, failed, ...(firstFault === undefined ? {} : { firstFault }) };
}

parentPort?.on('message', (question: FilterQuestion) => {
  parentPort?.postMessage(answerTo(question));
});
parentPort?.postMessage({ kind: 'ready' } satisfies FilterAnswer);
