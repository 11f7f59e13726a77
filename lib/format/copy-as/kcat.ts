import { shellWord } from './quote';
import { commonLimits, securityProtocol, type Limit, type Reading, type Snippet } from './reading';
import { shellReads, shellScript, type ShellRead } from './shell-reads';

/** kcat, which prints each record as a line of JSON. Its library reads committed records only unless told otherwise. */
export function kcat(reading: Reading): Snippet {
  const { begin, end } = reading;
  const reads = shellReads(reading, false);
  const isLive = begin.kind === 'live';
  const code = shellScript(reads, isLive, (read, partition) =>
    [
      'kcat -C',
      `-b ${shellWord(reading.servers.join(','))}`,
      ...(reading.security === 'plaintext' ? [] : [`-X security.protocol=${securityProtocol(reading.security)}`]),
      `-X isolation.level=${reading.isCommitted ? 'read_committed' : 'read_uncommitted'}`,
      `-t ${shellWord(reading.topic)}`,
      ...(read.partition === null ? [] : [`-p ${partition}`]),
      `-o ${from(reading, read)}`,
      ...(end?.kind === 'time' ? [`-o e@${end.atMs}`] : []),
      ...(read.count === null ? [] : [`-c ${read.count}`]),
      ...(isLive ? [] : ['-e']),
      '-J',
    ].join(' '),
  );
  return { code, limits: [...limits(reading, reads), ...commonLimits(reading)] };
}

function from({ begin }: Reading, read: ShellRead): string {
  if (read.from !== null) return read.from;
  switch (begin.kind) {
    case 'live':
      return 'end';
    case 'newest':
      return `-${begin.count}`;
    case 'time':
      return `s@${begin.atMs}`;
    default:
      return 'beginning';
  }
}

function limits({ begin, end, partitions }: Reading, reads: readonly ShellRead[]): Limit[] {
  const isEndOffset = end?.kind === 'offset' || end?.kind === 'offsets';
  return [
    ...(begin.kind === 'group' ? (['group'] as const) : []),
    ...(begin.kind === 'newest' && partitions.length > 1 ? (['newestEach'] as const) : []),
    ...(isEndOffset && reads.some(({ count }) => count === null) ? (['endNone'] as const) : []),
    ...(reads.some(({ count }) => count !== null && count !== '1') ? (['endCounted'] as const) : []),
  ];
}
