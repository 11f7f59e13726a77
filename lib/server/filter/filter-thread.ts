import { Worker } from 'node:worker_threads';
import { ServiceError } from '../service-error';
import { progressSlots, type FilterAnswer, type FilterQuestion, type FilterThreadData } from './cel-messages';

export type SpawnThread = (workerData: FilterThreadData) => Worker;

/** On one record, or on the expression itself. */
export const recordMsMax = 500;
const checkEveryMs = 100;
export const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

type SettledAnswer = Exclude<FilterAnswer, { readonly kind: 'ready' }>;

interface Job {
  readonly question: FilterQuestion;
  readonly resolve: (answer: SettledAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** The bundler recognizes exactly this: the file's address and an object of options, both written out in the call. */
const spawnFilterThread: SpawnThread = (workerData) =>
  new Worker(new URL('./cel-thread.ts', import.meta.url), { env: {}, argv: [], stdin: false, resourceLimits, workerData });

/** The one thread in which expressions are evaluated. Questions wait for each other; who takes too long ends the thread. */
export class FilterThread {
  readonly #spawn: SpawnThread;
  readonly #jobs: Job[] = [];
  readonly #slots = new Int32Array(new SharedArrayBuffer(Object.keys(progressSlots).length * 4));
  #worker: Worker | undefined;
  #isReady = false;
  #running: Job | undefined;
  #watch: NodeJS.Timeout | undefined;

  constructor(spawn: SpawnThread = spawnFilterThread) {
    this.#spawn = spawn;
  }

  ask(question: FilterQuestion): Promise<SettledAnswer> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ question, resolve, reject });
      this.#next();
    });
  }

  close(): void {
    this.#end();
    const waiting = [...(this.#running === undefined ? [] : [this.#running]), ...this.#jobs.splice(0)];
    this.#running = undefined;
    for (const { reject } of waiting) reject(new ServiceError('INTERNAL', 'The console is closing.', { retriable: true }));
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const job = this.#jobs.shift();
    if (job === undefined) {
      this.#worker?.unref();
      return;
    }
    this.#running = job;
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    Atomics.store(this.#slots, progressSlots.record, -1);
    worker.postMessage(job.question);
    if (this.#isReady) this.#watchOver(job);
  }

  #start(): Worker {
    this.#isReady = false;
    const worker = this.#spawn({ progress: this.#slots.buffer });
    worker.on('message', (answer: FilterAnswer) => {
      if (this.#worker !== worker) return;
      if (answer.kind !== 'ready') this.#settle((job) => job.resolve(answer));
      else {
        // The clock begins here: loading the thread is no expression's fault.
        this.#isReady = true;
        if (this.#running !== undefined) this.#watchOver(this.#running);
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (this.#worker !== worker) return;
      this.#end();
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#settle((job) => job.reject(isMemory ? this.#stopped(job, 'memory') : error));
    });
    return worker;
  }

  #settle(how: (job: Job) => void): void {
    clearInterval(this.#watch);
    const job = this.#running;
    this.#running = undefined;
    if (job !== undefined) how(job);
    this.#next();
  }

  #watchOver(job: Job): void {
    clearInterval(this.#watch);
    let last = -2;
    let sinceMs = performance.now();
    this.#watch = setInterval(() => {
      const now = Atomics.load(this.#slots, progressSlots.record);
      if (now !== last) {
        last = now;
        sinceMs = performance.now();
      } else if (performance.now() - sinceMs > recordMsMax && this.#running === job) {
        this.#end();
        this.#settle(({ reject }) => reject(this.#stopped(job, 'time')));
      }
    }, checkEveryMs);
  }

  #end(): void {
    clearInterval(this.#watch);
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  /** Which record it was at when it was stopped. */
  #stopped({ question }: Job, reason: 'time' | 'memory'): ServiceError {
    const record = question.records[Atomics.load(this.#slots, progressSlots.record)];
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
}
