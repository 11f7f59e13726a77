import { emptyDraft, publishDraft, type PublishDraft } from './publish-draft';

/** Larger drafts are kept in memory only: writing them at every key press would be felt. */
const storedCharactersMax = 256 * 1024;

/** What is typed into the form of one topic. It outlives the form and a reload, until the tab is closed. */
export class DraftStore {
  readonly #name: string;
  readonly #listeners = new Set<() => void>();
  #draft: PublishDraft;

  constructor(name: string) {
    this.#name = name;
    this.#draft = this.#stored() ?? emptyDraft;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly get = (): PublishDraft => this.#draft;

  set(draft: PublishDraft): void {
    this.#draft = draft;
    this.#store();
    for (const listener of this.#listeners) listener();
  }

  #stored(): PublishDraft | undefined {
    const text = sessionStorage.getItem(this.#name);
    if (text === null) return undefined;
    const draft = publishDraft.safeParse(parsed(text));
    return draft.success ? draft.data : undefined;
  }

  #store(): void {
    const text = JSON.stringify(this.#draft);
    if (text.length > storedCharactersMax) sessionStorage.removeItem(this.#name);
    else sessionStorage.setItem(this.#name, text);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const stores = new Map<string, DraftStore>();

export function draftStoreOf(name: string): DraftStore {
  let store = stores.get(name);
  if (store === undefined) {
    store = new DraftStore(name);
    stores.set(name, store);
  }
  return store;
}
