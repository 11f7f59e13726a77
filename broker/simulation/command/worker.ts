import process from 'node:process';
import { compressionReady } from '../../protocol/records/compression';
import { runSeed } from '../run/run-seed';
import type { SeedReport, SeedRequest } from './seed-report';

/** Runs the seeds that the parent process asks for, one after the other. */
async function main(): Promise<void> {
  // Stack traces of errors that are part of the protocol cost more than the errors themselves.
  Error.stackTraceLimit = 0;
  await compressionReady();
  process.on('message', (request: SeedRequest) => {
    void answer(request);
  });
  process.send?.('ready');
}

async function answer({ seed, brokers, traces }: SeedRequest): Promise<void> {
  if (traces) Error.stackTraceLimit = 30;
  const startedMs = process.cpuUsage();
  const onTrace = traces ? { onTrace: (line: string) => process.stdout.write(`${line}\n`) } : {};
  const result = await runSeed({ seed, brokers, ...onTrace });
  const { user, system } = process.cpuUsage(startedMs);
  const report: SeedReport = {
    seed,
    brokers,
    hash: result.hash,
    problems: result.problems,
    operations: Object.fromEntries(result.operations),
    faults: Object.fromEntries(result.faults),
    coverage: Object.fromEntries(result.coverage),
    simulatedMs: result.simulatedMs,
    events: result.events,
    cpuMs: (user + system) / 1000,
    table: result.problems.length === 0 ? '' : result.table(60),
  };
  process.send?.(report);
}

void main();
