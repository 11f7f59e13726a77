import * as z from 'zod/mini';

const brokerCounters = z.object({
  atMs: z.number(),
  connections: z.number(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  requests: z.number(),
});

const brokerState = z.object({
  id: z.int(),
  host: z.string(),
  port: z.int(),
  state: z.enum(['starting', 'running', 'down', 'restarting', 'stopped']),
  sinceMs: z.number(),
  restarts: z.int(),
  lastExit: z.nullable(z.string()),
  stats: z.nullable(brokerCounters),
});

const supervisorState = z.object({
  startedAtMs: z.number(),
  brokers: z.array(brokerState),
  events: z.array(
    z.object({
      id: z.union([z.string(), z.number()]),
      atMs: z.number(),
      kind: z.enum(['broker-up', 'broker-down', 'broker-restarting']),
      broker: z.optional(z.nullable(z.int())),
      details: z.object({ afterMs: z.optional(z.number()), inMs: z.optional(z.number()), reason: z.optional(z.string()) }),
    }),
  ),
});

export type SupervisorState = z.infer<typeof supervisorState>;

export interface SupervisorRates {
  readonly bytesInPerSecond: number | null;
  readonly bytesOutPerSecond: number | null;
  readonly requestsPerSecond: number | null;
}

const unknownRates: SupervisorRates = { bytesInPerSecond: null, bytesOutPerSecond: null, requestsPerSecond: null };
const askTimeoutMs = 1_000;
const ageMsMax = 500;

interface Sample {
  readonly atMs: number;
  readonly state: SupervisorState;
}

type Counters = z.infer<typeof brokerCounters>;

/** The broker's last two readings; it takes one a second, whenever the supervisor is asked. */
interface Readings {
  readonly before: Counters | undefined;
  readonly last: Counters;
}

/** Asks the supervisor of the local cluster for what no Kafka API tells. Null when it does not answer: pages then leave those tiles out. */
export class SupervisorClient {
  readonly #control: { url: string; token: string };
  readonly #readings = new Map<number, Readings>();
  #last: Sample | undefined;
  #asking: Promise<SupervisorState | null> | undefined;

  constructor(control: { url: string; token: string }) {
    this.#control = control;
  }

  async state(): Promise<SupervisorState | null> {
    if (this.#last !== undefined && Date.now() - this.#last.atMs < ageMsMax) return this.#last.state;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Between the broker's last two readings of its counters. */
  ratesOf(broker: number): SupervisorRates {
    const readings = this.#readings.get(broker);
    if (readings?.before === undefined) return unknownRates;
    const { before, last: now } = readings;
    const seconds = (now.atMs - before.atMs) / 1_000;
    const rate = (from: number, to: number): number => Math.max(0, Math.round((to - from) / seconds));
    return {
      bytesInPerSecond: rate(before.bytesIn, now.bytesIn),
      bytesOutPerSecond: rate(before.bytesOut, now.bytesOut),
      requestsPerSecond: rate(before.requests, now.requests),
    };
  }

  #read(broker: number, stats: Counters | null): void {
    if (stats === null) {
      this.#readings.delete(broker);
      return;
    }
    const known = this.#readings.get(broker)?.last;
    if (known?.atMs !== stats.atMs) this.#readings.set(broker, { before: known, last: stats });
  }

  async #ask(): Promise<SupervisorState | null> {
    try {
      const response = await fetch(`${this.#control.url}/state`, {
        headers: { authorization: `Bearer ${this.#control.token}` },
        signal: AbortSignal.timeout(askTimeoutMs),
        cache: 'no-store',
      });
      const parsed = supervisorState.safeParse(await response.json());
      if (!response.ok || !parsed.success) return null;
      this.#last = { atMs: Date.now(), state: parsed.data };
      for (const { id, stats } of parsed.data.brokers) this.#read(id, stats);
      return parsed.data;
    } catch (error) {
      if (error instanceof Error) return null;
      throw error;
    }
  }
}
