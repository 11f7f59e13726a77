import type { BrokerAction } from '@/lib/contracts/cluster';
import type { ErrorCode } from '@/lib/contracts/error';
import type { ClusterEvent } from '@/lib/contracts/event';
import { ServiceError } from './service-error';
import {
  supervisorAnswer,
  supervisorEvent,
  supervisorRefusal,
  type BrokerCounters,
  type SupervisedBroker,
  type SupervisorState,
} from './supervisor-state';

export interface SupervisorRates {
  readonly bytesInPerSecond: number | null;
  readonly bytesOutPerSecond: number | null;
  readonly requestsPerSecond: number | null;
}

const unknownRates: SupervisorRates = { bytesInPerSecond: null, bytesOutPerSecond: null, requestsPerSecond: null };
const askTimeoutMs = 1_000;
const ageMsMax = 500;
const waitMs = 25_000;
/** A stop hands leaderships over and may take ten seconds. */
const actTimeoutMs = 15_000;
const eventsMax = 500;

const codeOfRefusal: Readonly<Record<string, ErrorCode>> = {
  BROKER_NOT_FOUND: 'BROKER_NOT_FOUND',
  WRONG_STATE: 'BROKER_STATE',
  BUSY: 'BROKER_BUSY',
  QUORUM_AT_RISK: 'QUORUM_AT_RISK',
  NOT_SUPPORTED: 'BROKER_STATE',
};

/** The broker's last two readings; it takes one a second. */
interface Readings {
  readonly before: BrokerCounters | undefined;
  readonly last: BrokerCounters;
}

/** The supervisor of the local cluster: it tells what no Kafka API tells, and stops and starts brokers. */
export class SupervisorClient {
  readonly #control: { url: string; token: string };
  readonly #readings = new Map<number, Readings>();
  #last: { readonly atMs: number; readonly state: SupervisorState } | undefined;
  #events: ClusterEvent[] = [];
  #lastEventId = 0;
  #asking: Promise<SupervisorState | null> | undefined;

  constructor(control: { url: string; token: string }) {
    this.#control = control;
  }

  /** What happened since it started, oldest first, as far as it was asked. */
  get events(): readonly ClusterEvent[] {
    return this.#events;
  }

  /** As it answered last; while somebody listens, that is how it is. */
  get lastState(): SupervisorState | null {
    return this.#last?.state ?? null;
  }

  /** Null when it does not answer: pages then leave out what only it knows. */
  async state(maxAgeMs: number = ageMsMax): Promise<SupervisorState | null> {
    if (this.#last !== undefined && Date.now() - this.#last.atMs < maxAgeMs) return this.#last.state;
    this.#asking ??= this.#ask(0, AbortSignal.timeout(askTimeoutMs)).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Resolves at the next change of its state; null when it does not answer, or after the signal. */
  async next(signal: AbortSignal): Promise<SupervisorState | null> {
    return this.#ask(waitMs, AbortSignal.any([signal, AbortSignal.timeout(waitMs + askTimeoutMs)]));
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

  /** Whether the broker's process went last time without being asked. */
  diedUnasked(broker: number): boolean {
    const last = this.#events.findLast((event) => event.kind === 'broker-down' && event.broker === broker);
    return last?.kind === 'broker-down' && last.asked === null;
  }

  /** Does it; resolves when it is done (a start, when the process runs). */
  async act(broker: number, action: BrokerAction): Promise<void> {
    const response = await fetch(`${this.#control.url}/brokers/${broker}/${action}`, {
      method: 'POST',
      headers: this.#headers(),
      signal: AbortSignal.timeout(actTimeoutMs),
    }).catch((cause: unknown) => {
      throw silent(broker, cause);
    });
    if (!response.ok) throw await refusalOf(response, broker);
    await response.body?.cancel();
    if (this.#last !== undefined) this.#last = { ...this.#last, atMs: 0 };
  }

  #headers(): { authorization: string } {
    return { authorization: `Bearer ${this.#control.token}` };
  }

  async #ask(waitForMs: number, signal: AbortSignal): Promise<SupervisorState | null> {
    const query = new URLSearchParams({ after: String(this.#lastEventId) });
    if (waitForMs > 0 && this.#last !== undefined) {
      query.set('revision', String(this.#last.state.revision));
      query.set('waitMs', String(waitForMs));
    }
    try {
      const response = await fetch(`${this.#control.url}/state?${query.toString()}`, {
        headers: this.#headers(),
        signal,
        cache: 'no-store',
      });
      const parsed = supervisorAnswer.safeParse(await response.json());
      if (!response.ok || !parsed.success) return null;
      return this.#adopt(parsed.data);
    } catch (error) {
      if (error instanceof Error) return null;
      throw error;
    }
  }

  #adopt(answer: ReturnType<typeof supervisorAnswer.parse>): SupervisorState {
    const { startedAtMs, revision, brokers } = answer;
    const before = this.#last?.state;
    if (before !== undefined && before.startedAtMs !== startedAtMs) {
      this.#events = [];
      this.#lastEventId = 0;
    }
    for (const event of answer.events) {
      const known = supervisorEvent(event);
      if (known === undefined || known.number <= this.#lastEventId) continue;
      const { number, ...told } = known;
      this.#events.push(told);
      this.#lastEventId = number;
    }
    this.#lastEventId = Math.max(this.#lastEventId, answer.lastEventId);
    if (this.#events.length > eventsMax) this.#events = this.#events.slice(-eventsMax);
    for (const broker of brokers) this.#read(broker);
    const state = { startedAtMs, revision, brokers };
    // Two answers may cross: the newer one stays.
    if (before?.startedAtMs === startedAtMs && before.revision > revision) return before;
    this.#last = { atMs: Date.now(), state };
    return state;
  }

  #read({ id, stats }: SupervisedBroker): void {
    if (stats === null) {
      this.#readings.delete(id);
      return;
    }
    const known = this.#readings.get(id)?.last;
    if (known?.atMs !== stats.atMs) this.#readings.set(id, { before: known, last: stats });
  }
}

function silent(broker: number, cause: unknown): ServiceError {
  return new ServiceError('SUPERVISOR_UNAVAILABLE', 'The process that runs the local brokers does not answer.', {
    broker,
    retriable: true,
    cause,
  });
}

async function refusalOf(response: Response, broker: number): Promise<ServiceError> {
  const refusal = supervisorRefusal.safeParse(await response.json().catch(() => undefined));
  if (!refusal.success) return silent(broker, undefined);
  const { code, message } = refusal.data.error;
  const own = codeOfRefusal[code];
  if (own === undefined) return new ServiceError('SUPERVISOR_UNAVAILABLE', message, { broker, details: { code } });
  return new ServiceError(own, message, { broker, retriable: own === 'BROKER_BUSY' });
}
