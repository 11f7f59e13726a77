export interface PartitionSample {
  /** Undefined: the partition did not answer. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly sizeBytes: number | undefined;
}

export interface TopicSample {
  readonly atMs: number;
  readonly partitions: ReadonlyMap<number, PartitionSample>;
}

export interface Rates {
  readonly messagesPerSecond: number | null;
  readonly bytesPerSecond: number | null;
}

export interface HistoryPoint extends Rates {
  readonly atMs: number;
  readonly partitions: ReadonlyMap<number, number | null>;
}

const historyMs = 5 * 60_000;
const pointMs = 1_000;
/** Rates are taken over about this long: steady to the eye, and still live. */
const rateWindowMs = 2_000;
const samplesMax = 32;

/** The samples of one topic: rates from the last two seconds, a history of five minutes. */
export class TopicSeries {
  #samples: TopicSample[] = [];
  #history: HistoryPoint[];

  /** Goes on with the history of another series, whose samples cannot be compared with the ones to come. */
  constructor(before?: TopicSeries) {
    this.#history = before === undefined ? [] : [...before.history];
  }

  get last(): TopicSample | undefined {
    return this.#samples.at(-1);
  }

  get history(): readonly HistoryPoint[] {
    return this.#history;
  }

  add(sample: TopicSample): void {
    const last = this.last;
    if (last !== undefined && sample.atMs <= last.atMs) return;
    this.#samples.push(sample);
    const windowStart = sample.atMs - rateWindowMs;
    while (this.#samples.length > samplesMax || (this.#samples[1] !== undefined && this.#samples[1].atMs <= windowStart))
      this.#samples.shift();
    const newest = this.#history.at(-1);
    if (newest !== undefined && sample.atMs - newest.atMs < pointMs) return;
    const partitions = new Map(
      [...sample.partitions.keys()].map((partition) => [partition, this.ratesOf(partition).messagesPerSecond]),
    );
    this.#history.push({ atMs: sample.atMs, ...this.totalRates(), partitions });
    while (this.#history[0] !== undefined && this.#history[0].atMs < sample.atMs - historyMs) this.#history.shift();
  }

  ratesOf(partition: number): Rates {
    const first = this.#samples[0];
    const last = this.last;
    if (first === undefined || last === undefined || first === last) return { messagesPerSecond: null, bytesPerSecond: null };
    const before = first.partitions.get(partition);
    const now = last.partitions.get(partition);
    const seconds = (last.atMs - first.atMs) / 1_000;
    return {
      messagesPerSecond: perSecond(before?.end, now?.end, seconds),
      bytesPerSecond: perSecond(before?.sizeBytes, now?.sizeBytes, seconds),
    };
  }

  totalRates(): Rates {
    const rates = [...(this.last?.partitions.keys() ?? [])].map((partition) => this.ratesOf(partition));
    return { messagesPerSecond: sumKnown(rates, 'messagesPerSecond'), bytesPerSecond: sumKnown(rates, 'bytesPerSecond') };
  }
}

/** A log that got smaller (retention, compaction) says nothing of what was written meanwhile: zero. */
function perSecond(before: number | undefined, now: number | undefined, seconds: number): number | null {
  if (before === undefined || now === undefined || seconds <= 0) return null;
  return Math.max(0, Math.round(((now - before) / seconds) * 100) / 100);
}

function sumKnown(rates: readonly Rates[], name: keyof Rates): number | null {
  const known = rates.map((rate) => rate[name]).filter((rate) => rate !== null);
  return known.length === 0 ? null : Math.round(known.reduce((sum, rate) => sum + rate, 0) * 100) / 100;
}

/** Totals of a sample; null where no partition answered. */
export function sampleTotals(sample: TopicSample | undefined): { messageCount: number | null; sizeBytes: number | null } {
  if (sample === undefined) return { messageCount: null, sizeBytes: null };
  let messageCount: number | null = 0;
  let sizeBytes: number | null = 0;
  for (const { start, end, sizeBytes: bytes } of sample.partitions.values()) {
    messageCount =
      messageCount === null || start === undefined || end === undefined ? null : messageCount + Math.max(0, end - start);
    sizeBytes = sizeBytes === null || bytes === undefined ? null : sizeBytes + bytes;
  }
  return { messageCount, sizeBytes };
}
