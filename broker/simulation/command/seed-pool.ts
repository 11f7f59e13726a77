import { fork, type ChildProcess } from 'node:child_process';
import type { SeedReport, SeedRequest } from './seed-report';

interface SeedPoolOptions {
  /** The bundled worker. */
  readonly file: string;
  readonly workers: number;
  /** The seeds to run, in order. */
  readonly requests: Iterator<SeedRequest, void>;
  /** False: enough, nothing more is begun. */
  readonly onReport: (report: SeedReport) => boolean;
}

/** A seed that takes longer hangs, also on a machine with much else to do: something in it never lets go of the processor. */
const hangMs = 600_000;

/** Runs seeds in worker processes, one at a time in each. Resolves when all are done. */
export async function runSeedPool({ file, workers, requests, onReport }: SeedPoolOptions): Promise<void> {
  let isEnough = false;
  const next = (): SeedRequest | undefined => {
    if (isEnough) return undefined;
    const { value, done } = requests.next();
    return done === true ? undefined : value;
  };
  const runWorker = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    try {
      for (let request = next(); request !== undefined; request = next()) {
        worker ??= await startWorker(file);
        const report = await ask(worker, request);
        if (report.hash === '') {
          worker.kill('SIGKILL');
          worker = undefined;
        }
        if (!onReport(report)) isEnough = true;
      }
    } finally {
      worker?.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: workers }, runWorker));
}

function startWorker(file: string): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    // Most of what a seed makes is young and soon garbage.
    const worker = fork(file, [], { execArgv: ['--max-semi-space-size=64'] });
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('the simulation’s worker does not start'));
    });
    worker.once('message', () => {
      resolve(worker);
    });
  });
}

/** A worker that hangs or dies is a problem of the seed; its report has no hash then. */
function ask(worker: ChildProcess, request: SeedRequest): Promise<SeedReport> {
  return new Promise((resolve) => {
    const fail = (what: string): void => {
      finish(failedReport(request, what));
    };
    const onExit = (code: number | null): void => {
      fail(`the worker ended with ${code ?? 'a signal'}`);
    };
    const timer = setTimeout(() => {
      fail(`not done after ${hangMs / 1000} s`);
    }, hangMs);
    const onMessage = (message: unknown): void => {
      finish(message as SeedReport);
    };
    const finish = (report: SeedReport): void => {
      clearTimeout(timer);
      worker.off('exit', onExit);
      worker.off('message', onMessage);
      resolve(report);
    };
    worker.on('exit', onExit);
    worker.on('message', onMessage);
    worker.send(request);
  });
}

function failedReport({ seed, brokers }: SeedRequest, what: string): SeedReport {
  return {
    ...{ seed, brokers, hash: '', problems: [{ rule: 'a run comes to its end', what, atMs: 0 }] },
    ...{ operations: {}, faults: {}, coverage: {}, simulatedMs: 0, events: 0, cpuMs: hangMs, table: '' },
  };
}
