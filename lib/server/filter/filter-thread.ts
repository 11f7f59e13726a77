import { Worker } from 'node:worker_threads';
import { ServiceError } from '../service-error';
import { BudgetedThread, resourceLimits, type SpawnThread } from '../threads/budgeted-thread';
import type { FilterAnswer, FilterQuestion } from './cel-messages';

/** On one record, or on the expression itself. */
export const recordMsMax = 500;

/** The bundler recognizes exactly this: the file's address and an object of options, both written out in the call. */
const spawnFilterThread: SpawnThread = (workerData) =>
  new Worker(new URL('./cel-thread.ts', import.meta.url), { env: {}, argv: [], stdin: false, resourceLimits, workerData });

/** The one thread in which expressions are evaluated. */
export class FilterThread extends BudgetedThread<FilterQuestion, FilterAnswer> {
  constructor(spawn: SpawnThread = spawnFilterThread) {
    super({ spawn, itemMsMax: recordMsMax, stopped });
  }
}

/** Which record it was at when it was stopped. */
function stopped({ records }: FilterQuestion, item: number, reason: 'time' | 'memory'): ServiceError {
  const record = records[item];
  const place = record === undefined ? '' : ` on the record at partition ${record.partition}, offset ${record.offset}`;
  const spent = reason === 'time' ? `more than ${recordMsMax} ms` : 'more memory than a filter may';
  return new ServiceError('FILTER_STOPPED', `The filter expression took ${spent}${place}.`, {
    field: 'f',
    details: {
      reason,
      ...(record === undefined ? {} : { partition: record.partition, offset: String(record.offset) }),
    },
  });
}
