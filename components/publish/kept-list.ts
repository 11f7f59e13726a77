import * as z from 'zod/mini';

interface KeptListRules<Item> {
  readonly name: string;
  readonly item: z.ZodMiniType<Item>;
  readonly itemsMax: number;
  /** Of all items as JSON; the browser grants a site about five million. */
  readonly charactersMax: number;
}

/** A list kept in this browser, newest first, and shared by its tabs. What does not fit pushes the oldest out. */
export class KeptList<Item> {
  readonly #rules: KeptListRules<Item>;
  readonly #listeners = new Set<() => void>();
  #items: readonly Item[] | undefined;

  constructor(rules: KeptListRules<Item>) {
    this.#rules = rules;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) window.addEventListener('storage', this.#onStorage);
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) window.removeEventListener('storage', this.#onStorage);
    };
  };

  readonly get = (): readonly Item[] => {
    this.#items ??= this.#stored();
    return this.#items;
  };

  /** Changes what is kept now, also by other tabs. */
  update(change: (items: readonly Item[]) => readonly Item[]): void {
    this.#store(change(this.#stored()).slice(0, this.#rules.itemsMax));
    for (const listener of this.#listeners) listener();
  }

  readonly #onStorage = ({ key }: StorageEvent): void => {
    if (key !== null && key !== this.#rules.name) return;
    this.#items = undefined;
    for (const listener of this.#listeners) listener();
  };

  #stored(): readonly Item[] {
    const list = z.safeParse(z.array(z.unknown()), parsed(localStorage.getItem(this.#rules.name) ?? '[]'));
    if (!list.success) return [];
    // An item that another version of the console kept is passed over, not the whole list.
    return list.data.flatMap((each) => {
      const item = z.safeParse(this.#rules.item, each);
      return item.success ? [item.data] : [];
    });
  }

  #store(items: readonly Item[]): void {
    let kept = items;
    for (let text = JSON.stringify(kept); ; text = JSON.stringify(kept)) {
      if (text.length <= this.#rules.charactersMax && isStored(this.#rules.name, text)) break;
      if (kept.length === 0) break;
      kept = kept.slice(0, Math.floor(kept.length * 0.8));
    }
    this.#items = kept;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
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
