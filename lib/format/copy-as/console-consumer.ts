import { shellOption } from './quote';
import { commonLimits, type Limit, type Reading, type Snippet } from './reading';
import { shellReads, shellScript, type ShellRead } from './shell-reads';

const idleMsMax = 10_000;
const printed = ['partition', 'offset', 'timestamp', 'key', 'headers'];

/** Kafka's own kafka-console-consumer.sh. */
export function consoleConsumer(reading: Reading): Snippet {
  const reads = shellReads(reading, true);
  const isLive = reading.begin.kind === 'live';
  const code = shellScript(reads, isLive, (read, partition) =>
    [
      'kafka-console-consumer.sh',
      shellOption('--bootstrap-server', reading.servers.join(',')),
      ...(reading.security === 'plaintext' ? [] : ['--consumer.config client.properties']),
      shellOption('--topic', reading.topic),
      ...(read.partition === null
        ? isLive
          ? []
          : ['--from-beginning']
        : [`--partition ${partition}`, `--offset ${from(isLive, read)}`]),
      ...(read.count === null ? [] : [`--max-messages ${read.count}`]),
      ...(isLive ? [] : [`--timeout-ms ${idleMsMax}`]),
      `--isolation-level ${reading.isCommitted ? 'read_committed' : 'read_uncommitted'}`,
      ...printed.map((what) => `--property print.${what}=true`),
    ].join(' '),
  );
  return { code, limits: [...limits(reading, reads), ...commonLimits(reading)] };
}

function from(isLive: boolean, read: ShellRead): string {
  return read.from ?? (isLive ? 'latest' : 'earliest');
}

function limits({ begin, end }: Reading, reads: readonly ShellRead[]): Limit[] {
  const isEndOffset = end?.kind === 'offset' || end?.kind === 'offsets';
  return [
    ...(begin.kind === 'group' ? (['group'] as const) : []),
    ...(begin.kind === 'newest' ? (['newestNone'] as const) : []),
    ...(begin.kind === 'time' || end?.kind === 'time' ? (['time'] as const) : []),
    ...(isEndOffset && reads.some(({ count }) => count === null) ? (['endNone'] as const) : []),
    ...(reads.some(({ count }) => count !== null && count !== '1') ? (['endCounted'] as const) : []),
  ];
}
