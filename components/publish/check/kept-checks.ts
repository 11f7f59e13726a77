import * as z from 'zod/mini';
import type { ValueSchema } from '@/lib/contracts/value-schema';
import { Kept } from '@/lib/preferences/kept';

/** What the values of a topic are checked by, and what was typed for the other choices. */
const check = z.object({
  from: z.enum(['none', 'registry', 'file', 'text']),
  subject: z.string(),
  encodes: z.boolean(),
  type: z.enum(['json-schema', 'avro']),
  text: z.string(),
});

export type ValueCheck = z.infer<typeof check>;
type Checks = Readonly<Record<string, ValueCheck>>;

export const noCheck: ValueCheck = { from: 'none', subject: '', encodes: false, type: 'json-schema', text: '' };

const charactersMax = 600_000;

/** By cluster and topic, the last changed at the end. What does not fit pushes the oldest out. */
export const keptChecks = new Kept<Checks>({
  name: 'ottla-publish-checks',
  byDefault: {},
  schema: z.record(z.string(), check),
  fits: (_checks, text) => text.length <= charactersMax,
  lessOf: (checks) => {
    const entries = Object.entries(checks);
    return entries.length === 0 ? undefined : Object.fromEntries(entries.slice(1));
  },
});

/** A name of no topic has a space in it. */
function keyOf(cluster: string, topic: string): string {
  return `${cluster} ${topic}`;
}

export function checkOf(checks: Checks, cluster: string, topic: string): ValueCheck {
  return checks[keyOf(cluster, topic)] ?? noCheck;
}

export function changeCheck(cluster: string, topic: string, change: Partial<ValueCheck>): void {
  const key = keyOf(cluster, topic);
  keptChecks.update(({ [key]: known = noCheck, ...others }) => ({ ...others, [key]: { ...known, ...change } }));
}

/** What goes with the records; undefined when nothing is checked, or the choice is not complete. */
export function schemaOf({ from, subject, encodes, type, text }: ValueCheck): ValueSchema | undefined {
  switch (from) {
    case 'none':
      return undefined;
    case 'file':
      return { from };
    case 'registry':
      return subject === '' ? undefined : { from, subject, version: null, encodes };
    case 'text':
      return text.trim() === '' ? undefined : { from, type, text };
  }
}

/** The schema for what is sent now. */
export function schemaFor(cluster: string, topic: string): ValueSchema | undefined {
  return schemaOf(checkOf(keptChecks.get(), cluster, topic));
}
