import { offsetIn, type Reading } from './reading';

/** One run of a command line tool: they read all partitions, or one. */
export interface ShellRead {
  /** Null for all of them at once. */
  readonly partition: number | null;
  /** Null when reading doesn't begin at an offset. */
  readonly from: string | null;
  /** How many offsets lie in the range; null when that is not known beforehand. */
  readonly count: string | null;
}

/** The runs that the reading takes. `isOffsetOfPartition`: the tool takes offsets of a partition only. */
export function shellReads(reading: Reading, isOffsetOfPartition: boolean): ShellRead[] {
  const { begin, end } = reading;
  const isSame = begin.kind !== 'offsets' && !(begin.kind === 'offset' && isOffsetOfPartition);
  if (reading.isAllPartitions && isSame && (end === null || end.kind === 'time')) {
    return [{ partition: null, from: begin.kind === 'offset' ? begin.at : null, count: null }];
  }
  return reading.partitions
    .map((partition) => {
      const from = offsetIn(begin, partition);
      const to = offsetIn(end, partition);
      return { partition, from, count: from === null || to === null ? null : String(BigInt(to) - BigInt(from)) };
    })
    .filter(({ count }) => count === null || !(count === '0' || count.startsWith('-')));
}

/** The runs as one script: a loop where only the partition differs; side by side when none of them ends. */
export function shellScript(
  reads: readonly ShellRead[],
  isEndless: boolean,
  command: (read: ShellRead, partition: string) => string,
): string {
  const [first] = reads;
  if (first === undefined) return '# There is nothing between these offsets.';
  if (reads.length === 1) return command(first, String(first.partition));
  const aside = isEndless ? ' &' : '';
  const after = isEndless ? '\nwait' : '';
  if (reads.every(({ from, count }) => from === first.from && count === first.count)) {
    const partitions = reads.map(({ partition }) => partition).join(' ');
    return `for partition in ${partitions}; do\n  ${command(first, '$partition')}${aside}\ndone${after}`;
  }
  return reads.map((read) => `${command(read, String(read.partition))}${aside}`).join('\n') + after;
}
