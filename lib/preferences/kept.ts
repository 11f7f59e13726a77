import * as z from 'zod/mini';

interface KeptRules<Value> {
  readonly name: string;
  /** What counts while nothing is kept, and where what is kept is not of this shape. */
  readonly byDefault: Value;
  readonly schema: z.ZodMiniType<Value>;
  /** Whether it may be kept, given its JSON; the browser grants a site about five million characters. */
  readonly fits?: (value: Value, text: string) => boolean;
  /** The same with less in it, for when it is too much; undefined when nothing can go. */
  readonly lessOf?: (value: Value) => Value | undefined;
}

/** A value kept in this browser as JSON and shared by its tabs. Where the browser keeps nothing, it lasts as long as the page. */
export class Kept<Value> {
  readonly byDefault: Value;
  readonly #rules: KeptRules<Value>;
  readonly #listeners = new Set<() => void>();
  #known: { readonly text: string | null; readonly value: Value };

  constructor(rules: KeptRules<Value>) {
    this.byDefault = rules.byDefault;
    this.#rules = rules;
    this.#known = { text: null, value: rules.byDefault };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    window.addEventListener('storage', listener);
    return () => {
      this.#listeners.delete(listener);
      window.removeEventListener('storage', listener);
    };
  };

  /** The same object as long as nobody changes it. */
  readonly get = (): Value => {
    const text = storedText(this.#rules.name);
    if (text !== this.#known.text) this.#known = { text, value: this.#valueOf(text) };
    return this.#known.value;
  };

  /** Changes what is kept now, also by other tabs. */
  update(change: (value: Value) => Value): void {
    this.#keep(change(this.get()));
    for (const listener of this.#listeners) listener();
  }

  #keep(wanted: Value): void {
    const { name, fits, lessOf } = this.#rules;
    let fitting: Value | undefined;
    for (let value: Value | undefined = wanted; value !== undefined; value = lessOf?.(value)) {
      const text = JSON.stringify(value);
      if (fits?.(value, text) === false) continue;
      fitting ??= value;
      if (!isStored(name, text)) continue;
      this.#known = { text, value };
      return;
    }
    this.#known = { text: this.#known.text, value: fitting ?? this.byDefault };
  }

  #valueOf(text: string | null): Value {
    if (text === null) return this.byDefault;
    const kept = z.safeParse(this.#rules.schema, parsed(text));
    return kept.success ? kept.data : this.byDefault;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Null also where the browser lets nothing be read. */
function storedText(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** False when the browser has no room for it. */
function isStored(name: string, text: string): boolean {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
