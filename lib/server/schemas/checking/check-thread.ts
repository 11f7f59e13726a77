import { Worker } from 'node:worker_threads';
import { ServiceError } from '../../service-error';
import { BudgetedThread, resourceLimits, type SpawnThread } from '../../threads/budgeted-thread';
import type { CheckAnswer, CheckQuestion, CheckSchema, SampleAnswer, SampleQuestion } from './check-messages';

/** On one value, or on the schema itself. */
const valueMsMax = 1_000;
/** On all values of a call. */
const questionMsMax = 15_000;

/** The bundler recognizes exactly this: the file's address and an object of options, both written out in the call. */
const spawnCheckThread: SpawnThread = (workerData) =>
  new Worker(new URL('./check-worker.ts', import.meta.url), { env: {}, argv: [], stdin: false, resourceLimits, workerData });

/** The one thread in which values are checked by schemas, and made up. */
export class CheckThread {
  readonly #thread: BudgetedThread<CheckQuestion | SampleQuestion, CheckAnswer | SampleAnswer>;

  constructor(spawn: SpawnThread = spawnCheckThread) {
    this.#thread = new BudgetedThread({ spawn, itemMsMax: valueMsMax, questionMsMax, stopped });
  }

  async check(question: CheckQuestion): Promise<CheckAnswer> {
    const answer = await this.#thread.ask(question);
    if (answer.kind === 'sampled' || answer.kind === 'unsampled') throw new TypeError('the check thread answered with a sample');
    return answer;
  }

  async sample(schema: CheckSchema): Promise<SampleAnswer> {
    const answer = await this.#thread.ask({ schema, wants: 'sample' });
    if (answer.kind === 'checked') throw new TypeError('the check thread answered with a check');
    return answer;
  }

  close(): void {
    this.#thread.close();
  }
}

function stopped(question: CheckQuestion | SampleQuestion, item: number, reason: 'time' | 'memory'): ServiceError {
  const count = 'texts' in question ? question.texts.length : 1;
  const place = item < 0 || count === 1 ? '' : ` at value ${item + 1} of ${count}`;
  const spent = reason === 'time' ? 'time' : 'memory';
  return new ServiceError('SCHEMA_STOPPED', `The check by the schema took too much ${spent}${place}.`, {
    field: 'schema',
    details: { reason, ...(item < 0 ? {} : { index: item }) },
  });
}
