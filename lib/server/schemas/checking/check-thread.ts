import { Worker } from 'node:worker_threads';
import { ServiceError } from '../../service-error';
import { BudgetedThread, resourceLimits, type SpawnThread } from '../../threads/budgeted-thread';
import type { CheckAnswer, CheckQuestion } from './check-messages';

/** On one value, or on the schema itself. */
const valueMsMax = 1_000;
/** On all values of a call. */
const questionMsMax = 15_000;

/** The bundler recognizes exactly this: the file's address and an object of options, both written out in the call. */
const spawnCheckThread: SpawnThread = (workerData) =>
  new Worker(new URL('./check-worker.ts', import.meta.url), { env: {}, argv: [], stdin: false, resourceLimits, workerData });

/** The one thread in which values are checked by schemas. */
export class CheckThread extends BudgetedThread<CheckQuestion, CheckAnswer> {
  constructor(spawn: SpawnThread = spawnCheckThread) {
    super({ spawn, itemMsMax: valueMsMax, questionMsMax, stopped });
  }
}

function stopped({ texts }: CheckQuestion, item: number, reason: 'time' | 'memory'): ServiceError {
  const place = item < 0 || texts.length === 1 ? '' : ` at value ${item + 1} of ${texts.length}`;
  const spent = reason === 'time' ? 'time' : 'memory';
  return new ServiceError('SCHEMA_STOPPED', `The check by the schema took too much ${spent}${place}.`, {
    field: 'schema',
    details: { reason, ...(item < 0 ? {} : { index: item }) },
  });
}
