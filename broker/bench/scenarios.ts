/** One measurement. Sizes in bytes, durations in milliseconds. */
export interface Scenario {
  name: string;
  kind: 'produce' | 'fetch';
  recordBytes: number;
  recordsPerBatch: number;
  partitions: number;
  /** Requests sent ahead of their answers. */
  inFlight: number;
  durationMs: number;
}

export interface Result {
  scenario: Scenario;
  requests: number;
  records: number;
  bytes: number;
  seconds: number;
  latencyMs: { p50: number; p99: number; max: number };
}

const durationMs = Number(process.env['OTTLA_BENCH_SECONDS'] ?? 5) * 1000;

const recordSizes = [
  { name: '100 B', recordBytes: 100, recordsPerBatch: 160 },
  { name: '1 KiB', recordBytes: 1024, recordsPerBatch: 16 },
];

/** acks=all throughout; the broker flushes as Kafka does: when the operating system likes. */
export const scenarios: Scenario[] = recordSizes.flatMap(({ name, recordBytes, recordsPerBatch }): Scenario[] => [
  {
    name: `produce ${name}, one by one`,
    kind: 'produce',
    recordBytes,
    recordsPerBatch: 1,
    partitions: 1,
    inFlight: 1,
    durationMs,
  },
  {
    name: `produce ${name}, 16 KiB batches`,
    kind: 'produce',
    recordBytes,
    recordsPerBatch,
    partitions: 1,
    inFlight: 5,
    durationMs,
  },
  {
    name: `produce ${name}, 16 KiB, 6 partitions`,
    kind: 'produce',
    recordBytes,
    recordsPerBatch,
    partitions: 6,
    inFlight: 5,
    durationMs,
  },
  { name: `fetch ${name}, from the start`, kind: 'fetch', recordBytes, recordsPerBatch, partitions: 1, inFlight: 1, durationMs },
]);
