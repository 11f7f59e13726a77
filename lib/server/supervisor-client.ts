import * as z from 'zod/mini';

const brokerState = z.object({
  id: z.int(),
  host: z.string(),
  port: z.int(),
  state: z.enum(['starting', 'running', 'down', 'restarting', 'stopped']),
  sinceMs: z.number(),
  restarts: z.int(),
  lastExit: z.nullable(z.string()),
  stats: z.nullable(z.object({ connections: z.number(), bytesIn: z.number(), bytesOut: z.number(), requests: z.number() })),
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
      details: z.optional(z.nullable(z.unknown())),
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

/** Asks the supervisor of the local cluster for what no Kafka API tells. Null when it does not answer: pages then leave those tiles out. */
export class SupervisorClient {
  readonly #control: { url: string; token: string };
  #before: Sample | undefined;
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

  /** Between the last two answers. */
  ratesOf(broker: number): SupervisorRates {
    const before = this.#before?.state.brokers.find(({ id }) => id === broker)?.stats;
    const now = this.#last?.state.brokers.find(({ id }) => id === broker)?.stats;
    const seconds = ((this.#last?.atMs ?? 0) - (this.#before?.atMs ?? 0)) / 1_000;
    if (before === undefined || before === null || now === undefined || now === null || seconds <= 0) return unknownRates;
    const rate = (from: number, to: number): number => Math.max(0, Math.round((to - from) / seconds));
    return {
      bytesInPerSecond: rate(before.bytesIn, now.bytesIn),
      bytesOutPerSecond: rate(before.bytesOut, now.bytesOut),
      requestsPerSecond: rate(before.requests, now.requests),
    };
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
      this.#before = this.#last;
      this.#last = { atMs: Date.now(), state: parsed.data };
      return parsed.data;
    } catch (error) {
      if (error instanceof Error) return null;
      throw error;
    }
  }
}
