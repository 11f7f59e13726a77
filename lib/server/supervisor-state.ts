import * as z from 'zod/mini';
import { brokerAction } from '@/lib/contracts/cluster';
import { clusterEvent, type ClusterEvent } from '@/lib/contracts/event';

const brokerCounters = z.object({
  atMs: z.number(),
  connections: z.number(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  requests: z.number(),
  residentBytes: z.number(),
});

const brokerState = z.object({
  id: z.int(),
  host: z.string(),
  port: z.int(),
  state: z.enum(['starting', 'running', 'frozen', 'restarting', 'stopping', 'stopped', 'killed']),
  sinceMs: z.number(),
  startedAtMs: z.nullable(z.number()),
  restarts: z.int(),
  lastExit: z.nullable(z.string()),
  actions: z.array(brokerAction),
  stats: z.nullable(brokerCounters),
});

/** What the control socket answers to GET /state. */
export const supervisorAnswer = z.object({
  startedAtMs: z.number(),
  revision: z.int(),
  lastEventId: z.int(),
  brokers: z.array(brokerState),
  /** One by one below: a later supervisor may tell of things that this console does not know. */
  events: z.array(z.unknown()),
});

/** What the control socket answers when it refuses. */
export const supervisorRefusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export type BrokerCounters = z.infer<typeof brokerCounters>;
export type SupervisedBroker = z.infer<typeof brokerState>;

export interface SupervisorState {
  readonly startedAtMs: number;
  readonly revision: number;
  readonly brokers: readonly SupervisedBroker[];
}

const numbered = z.object({ id: z.int() });

/** The event as pages know it; undefined for one of a kind they do not know. */
export function supervisorEvent(event: unknown): (ClusterEvent & { readonly number: number }) | undefined {
  const known = z.safeParse(numbered, event);
  if (!known.success) return undefined;
  const parsed = z.safeParse(clusterEvent, { ...known.data, ...asObject(event), id: String(known.data.id), withinMs: null });
  return parsed.success ? { ...parsed.data, number: known.data.id } : undefined;
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
