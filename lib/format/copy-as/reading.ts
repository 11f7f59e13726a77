/** One end of what is read, the same for every partition, of some of them, or a moment. Offsets are decimal. */
export type Edge =
  | { readonly kind: 'offset'; readonly at: string }
  | { readonly kind: 'offsets'; readonly of: ReadonlyMap<number, string> }
  | { readonly kind: 'time'; readonly atMs: number };

export type Begin =
  | Edge
  | { readonly kind: 'oldest' }
  | { readonly kind: 'newest'; readonly count: number }
  | { readonly kind: 'live' }
  | { readonly kind: 'group'; readonly group: string };

/** What a command is to read, whichever tool it is for. */
export interface Reading {
  readonly servers: readonly string[];
  readonly security: 'plaintext' | 'tls' | 'sasl' | 'sasl-tls';
  readonly topic: string;
  /** Those that are read, all of them spelled out. */
  readonly partitions: readonly number[];
  readonly isAllPartitions: boolean;
  readonly begin: Begin;
  /** Exclusive; null for the end of now. */
  readonly end: Edge | null;
  readonly isCommitted: boolean;
  /** Only records that meet a filter are wanted. */
  readonly isFiltered: boolean;
  /** A page of the walk that this reading is, not the whole. */
  readonly isPage: boolean;
  /** Where the console's own API answers it. */
  readonly url: string;
}

/** What a tool cannot express; the words are in the catalogue. */
export type Limit =
  | 'filter'
  | 'page'
  | 'newestEach'
  | 'newestNone'
  | 'time'
  | 'group'
  | 'endCounted'
  | 'endNone'
  | 'secured'
  | 'waits'
  | 'liveCall';

export interface Snippet {
  readonly code: string;
  readonly limits: readonly Limit[];
}

/** The offset an edge names in a partition; null when it names none there. */
export function offsetIn(edge: Begin | null, partition: number): string | null {
  if (edge?.kind === 'offset') return edge.at;
  return edge?.kind === 'offsets' ? (edge.of.get(partition) ?? null) : null;
}

/** What holds for every tool but our own API. */
export function commonLimits(reading: Reading): Limit[] {
  return [
    ...(reading.isFiltered ? (['filter'] as const) : []),
    ...(reading.isPage ? (['page'] as const) : []),
    ...(reading.security === 'plaintext' ? [] : (['secured'] as const)),
  ];
}

/** As Kafka's clients call it. */
export function securityProtocol(security: Reading['security']): string {
  return { plaintext: 'PLAINTEXT', tls: 'SSL', sasl: 'SASL_PLAINTEXT', 'sasl-tls': 'SASL_SSL' }[security];
}
