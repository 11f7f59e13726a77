import type { LogFields } from '../../platform/logger';

interface TraceEntry {
  readonly atMs: number;
  readonly source: string;
  readonly what: string;
  readonly text: string;
  readonly fields: LogFields | undefined;
}

const entriesMax = 4000;

/** What happened in a run, in words: faults, what brokers log, what clients saw. The last few thousand entries are kept. */
export class Trace {
  readonly #nowMs: () => number;
  #entries: TraceEntry[] = [];
  /** Told of each entry, for a run that is watched. */
  onEntry: ((line: string) => void) | undefined;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  add(source: string, what: string, text: string, fields?: LogFields): void {
    const entry = { atMs: this.#nowMs(), source, what, text, fields };
    this.#entries.push(entry);
    if (this.#entries.length > 2 * entriesMax) this.#entries = this.#entries.slice(-entriesMax);
    this.onEntry?.(lineOf(entry));
  }

  /** The last entries as a table. */
  table(count: number): string {
    return this.#entries
      .filter(({ what }) => what !== 'debug')
      .slice(-count)
      .map(lineOf)
      .join('\n');
  }
}

function lineOf({ atMs, source, what, text, fields }: TraceEntry): string {
  const facts = Object.entries(fields ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${String(value).split('\n', 1)[0] ?? ''}`);
  return [(atMs / 1000).toFixed(4).padStart(9), source.padEnd(12), what.padEnd(8), text, ...facts].join('  ');
}
