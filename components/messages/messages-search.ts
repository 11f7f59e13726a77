import type { ChosenFormat } from '@/lib/contracts/decoding';
import type { FilterQuery, RecordsQuery } from '@/lib/contracts/record';
import type { RecordPlace } from '@/lib/format/record-place';

/** Where reading starts. Offsets and times are kept as they stand in the URL: `120`, `0@120,3@88`, a Z time or epoch milliseconds. */
export type From =
  | { readonly kind: 'live' }
  | { readonly kind: 'newest' }
  | { readonly kind: 'oldest' }
  | { readonly kind: 'offset'; readonly at: string }
  | { readonly kind: 'time'; readonly at: string }
  | { readonly kind: 'group'; readonly group: string };

/** Where reading ends, exclusive; going back in time, where it stops. */
export type Until = Extract<From, { readonly kind: 'offset' | 'time' }>;

export type FromKind = From['kind'];

/** What the messages page is asked for. */
export interface MessagesSearch {
  readonly from: From;
  /** Null: all partitions. */
  readonly partitions: readonly number[] | null;
  readonly until: Until | null;
  /** Only what transactions have committed. */
  readonly isCommitted: boolean;
  readonly q: string;
  readonly isCaseSensitive: boolean;
  /** An expression; empty for none. */
  readonly f: string;
  /** How keys and values are read; null: each as it looks. */
  readonly keyFormat: ChosenFormat | null;
  readonly valueFormat: ChosenFormat | null;
  readonly n: number;
  readonly cursor: string | null;
  /** The record beside the table, `3:213871`. */
  readonly open: RecordPlace | null;
  /** The record that another one is being looked for, to be compared with it. */
  readonly compare: RecordPlace | null;
}

export const pageSizes = [50, 100, 200, 500, 1000] as const;
export const pageSizeDefault = 100;

/** `0-2,5` */
export function formatPartitions(partitions: readonly number[]): string {
  const sorted = [...new Set(partitions)].sort((left, right) => left - right);
  const runs: [number, number][] = [];
  for (const partition of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] + 1 === partition) run[1] = partition;
    else runs.push([partition, partition]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(',');
}

const partitionMax = 99_999;

/** Null when the text is no list of partitions. */
export function parsePartitions(text: string): number[] | null {
  const partitions = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim());
    if (match === null) return null;
    const first = Number(match[1]);
    const last = match[2] === undefined ? first : Number(match[2]);
    if (last < first || last > partitionMax) return null;
    for (let partition = first; partition <= last; partition++) partitions.add(partition);
  }
  return [...partitions].sort((left, right) => left - right);
}

/** The `from` of the API: one offset for several partitions is spelled out for each of them. */
export function apiFrom(from: From, partitions: readonly number[] | null, partitionCount: number): string {
  switch (from.kind) {
    case 'live':
    case 'newest':
      return 'newest';
    case 'oldest':
      return 'oldest';
    case 'time':
      return `t:${from.at}`;
    case 'group':
      return `g:${from.group}`;
    case 'offset': {
      if (from.at.includes('@')) return `o:${from.at}`;
      const read = partitions ?? Array.from({ length: partitionCount }, (_, partition) => partition);
      return read.length === 1 ? `o:${from.at}` : `o:${read.map((partition) => `${partition}@${from.at}`).join(',')}`;
    }
  }
}

/** How keys and values are read, as the API takes it. */
export function decodingOf({ keyFormat, valueFormat }: MessagesSearch): Pick<RecordsQuery, 'kd' | 'vd'> {
  return { ...(keyFormat === null ? {} : { kd: keyFormat }), ...(valueFormat === null ? {} : { vd: valueFormat }) };
}

/** What chooses among the records that are read, and how they are read, as the API takes it. */
export function filterOf(search: MessagesSearch): FilterQuery & Pick<RecordsQuery, 'isolation' | 'kd' | 'vd'> {
  const { q, isCaseSensitive, f, isCommitted } = search;
  return {
    ...decodingOf(search),
    ...(q === '' ? {} : { q, ...(isCaseSensitive ? { cs: '1' as const } : {}) }),
    ...(f === '' ? {} : { f }),
    ...(isCommitted ? { isolation: 'read_committed' as const } : {}),
  };
}

/**
 * All that the page is about, as the API takes it; nothing for the whole topic. The newest and the live tail have no end to begin
 * at: of such a page it is everything from the oldest on.
 */
export function selectionOf(search: MessagesSearch, partitionCount: number): Omit<RecordsQuery, 'n' | 'dir' | 'cursor'> {
  const { from, until, partitions } = search;
  // Back in time, reading ends where a selection begins.
  const [begin, end] = from.kind === 'newest' ? [until, null] : [from, until];
  const isWhole = begin === null || begin.kind === 'live' || begin.kind === 'oldest';
  return {
    ...(isWhole ? {} : { from: apiFrom(begin, partitions, partitionCount) }),
    ...(end === null ? {} : { to: apiFrom(end, partitions, partitionCount) }),
    ...(partitions === null ? {} : { p: formatPartitions(partitions) }),
    ...filterOf(search),
  };
}
