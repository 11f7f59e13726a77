import { within } from '../within';
import { RegistryClient, type RegistryConfig } from './registry-client';
import { RegistryFailure } from './registry-failure';
import { registeredSchema, type RegisteredSchema } from './registered-schema';
import { Turns } from './turns';

/** What is known of a schema: all, or why not. */
export type KnownSchema = RegisteredSchema | { readonly problem: string };

const schemasMax = 500;
const charactersMax = 16 * 1_048_576;
/** A schema may be registered any moment, and one that is broken put right. */
const failureHoldMs = 30_000;
/** An account may be locked after so many wrong passwords, and a page must not wait for a registry that is down again and again. */
const silenceHoldMs = 10_000;
/** Bytes that only look like a message name ids at random: after so many the registry is left alone for a while. */
const missesMax = 200;
const lookupsMax = 4;
/** Beyond these none is even begun. */
const waitingMax = 200;
/** Whoever needs schemas goes on without them then. */
const patienceMs = 5_000;

interface Entry {
  readonly schema: KnownSchema;
  readonly characters: number;
  readonly untilMs: number;
}

/** The schemas of one registry. What an id means never changes: each is asked for once, and kept while there is room. */
export class SchemaRegistry {
  readonly #client: RegistryClient;
  readonly #now: () => number;
  /** In the order in which they were last wanted. */
  readonly #entries = new Map<number, Entry>();
  readonly #lookups = new Map<number, Promise<void>>();
  readonly #turns = new Turns(lookupsMax);
  #characters = 0;
  #silence = { problem: '', untilMs: 0 };
  #misses = { count: 0, untilMs: 0 };

  constructor(config: RegistryConfig, now = Date.now) {
    this.#client = new RegistryClient(config);
    this.#now = now;
  }

  close(): void {
    this.#client.close();
  }

  /** Resolves when each of these schemas is known, or why it is not; or when that takes too long. */
  async load(ids: ReadonlySet<number>): Promise<void> {
    const wanted = [...ids].filter((id) => this.schema(id) === undefined);
    if (wanted.length > 0) await within(patienceMs, Promise.all(wanted.map((id) => this.#lookup(id))));
  }

  /** Undefined when it was not loaded, or not yet. */
  schema(id: number): KnownSchema | undefined {
    const entry = this.#entries.get(id);
    if (entry !== undefined && entry.untilMs > this.#now()) {
      this.#entries.delete(id);
      this.#entries.set(id, entry);
      return entry.schema;
    }
    return this.#silence.untilMs > this.#now() ? { problem: this.#silence.problem } : undefined;
  }

  #lookup(id: number): Promise<void> {
    const under = this.#lookups.get(id);
    if (under !== undefined) return under;
    if (this.#lookups.size >= waitingMax) return Promise.resolve();
    const lookup = this.#turns.take(() => this.#ask(id)).finally(() => this.#lookups.delete(id));
    this.#lookups.set(id, lookup);
    return lookup;
  }

  async #ask(id: number): Promise<void> {
    if (this.#silence.untilMs > this.#now()) return;
    try {
      const schema = await registeredSchema(this.#client, id);
      this.#keep(id, { schema, characters: schema.characters, untilMs: Number.POSITIVE_INFINITY });
    } catch (error) {
      if (!(error instanceof RegistryFailure)) throw error;
      const { kind, message } = error;
      if (kind === 'silent') this.#silence = { problem: message, untilMs: this.#now() + silenceHoldMs };
      else this.#fail(id, kind === 'missing' ? `Schema ${id} is not in the registry.` : `Schema ${id}: ${message}`);
    }
  }

  #fail(id: number, problem: string): void {
    const untilMs = this.#now() + failureHoldMs;
    this.#keep(id, { schema: { problem }, characters: 0, untilMs });
    if (this.#misses.untilMs <= this.#now()) this.#misses = { count: 0, untilMs };
    this.#misses.count += 1;
    if (this.#misses.count >= missesMax)
      this.#silence = {
        problem: `The registry was asked for ${missesMax} schemas that it does not have; it is asked again in a while.`,
        untilMs: this.#misses.untilMs,
      };
  }

  #keep(id: number, entry: Entry): void {
    this.#characters += entry.characters - (this.#entries.get(id)?.characters ?? 0);
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    for (const [oldest, { characters }] of this.#entries) {
      if (this.#entries.size <= schemasMax && this.#characters <= charactersMax) break;
      if (oldest === id) break;
      this.#entries.delete(oldest);
      this.#characters -= characters;
    }
  }
}
