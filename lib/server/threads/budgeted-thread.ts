import type { Worker } from 'node:worker_threads';
import { ServiceError } from '../service-error';
import { isReady, progressSlots, type Ready, type ThreadData } from './thread-messages';

export type SpawnThread = (workerData: ThreadData) => Worker;

interface ThreadRules<Question> {
  readonly spawn: SpawnThread;
  /** On one item of a question, or on what comes before the first. */
  readonly itemMsMax: number;
  /** On a whole question; without it there is no such limit. */
  readonly questionMsMax?: number;
  /** What is said of a question that took too much, at the item it was at; -1: before the first. */
  readonly stopped: (question: Question, item: number, reason: 'time' | 'memory') => ServiceError;
}

interface Job<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const checkEveryMs = 100;
export const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** A thread for what nobody can foresee the cost of. Questions wait for each other; who takes too long ends the thread. */
export class BudgetedThread<Question, Answer extends object> {
  readonly #rules: ThreadRules<Question>;
  readonly #jobs: Job<Question, Answer>[] = [];
  readonly #slots = new Int32Array(new SharedArrayBuffer(Object.keys(progressSlots).length * 4));
  #worker: Worker | undefined;
  #isReady = false;
  #running: Job<Question, Answer> | undefined;
  #watch: NodeJS.Timeout | undefined;

  constructor(rules: ThreadRules<Question>) {
    this.#rules = rules;
  }

  ask(question: Question): Promise<Answer> {
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
    Atomics.store(this.#slots, progressSlots.item, -1);
    worker.postMessage(job.question);
    if (this.#isReady) this.#watchOver(job);
  }

  #start(): Worker {
    this.#isReady = false;
    const worker = this.#rules.spawn({ progress: this.#slots.buffer });
    worker.on('message', (answer: Answer | Ready) => {
      if (this.#worker !== worker) return;
      if (!isReady(answer)) this.#settle((job) => job.resolve(answer));
      else {
        // The clock begins here: loading the thread is no question's fault.
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

  #settle(how: (job: Job<Question, Answer>) => void): void {
    clearInterval(this.#watch);
    const job = this.#running;
    this.#running = undefined;
    if (job !== undefined) how(job);
    this.#next();
  }

  #watchOver(job: Job<Question, Answer>): void {
    clearInterval(this.#watch);
    const { itemMsMax, questionMsMax = Number.POSITIVE_INFINITY } = this.#rules;
    const startedMs = performance.now();
    let last = -2;
    let sinceMs = startedMs;
    this.#watch = setInterval(() => {
      const item = Atomics.load(this.#slots, progressSlots.item);
      const nowMs = performance.now();
      if (item !== last) {
        last = item;
        sinceMs = nowMs;
      }
      if (this.#running !== job || (nowMs - sinceMs <= itemMsMax && nowMs - startedMs <= questionMsMax)) return;
      this.#end();
      this.#settle(({ reject }) => reject(this.#stopped(job, 'time')));
    }, checkEveryMs);
  }

  #end(): void {
    clearInterval(this.#watch);
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  #stopped({ question }: Job<Question, Answer>, reason: 'time' | 'memory'): ServiceError {
    return this.#rules.stopped(question, Atomics.load(this.#slots, progressSlots.item), reason);
  }
}
