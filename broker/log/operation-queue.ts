/** What waits: an append, which may be written together with those behind it, or an operation that has the log to itself. */
type Operation<Append> = { readonly append: Append } | { readonly run: () => Promise<void> };

/**
 * Runs everything that changes a log one after the other, in the order it was asked for. Appends that wait together are
 * handed over together: `appendGroup` looks at the first with peek() and removes it with take(), as many as it writes.
 */
export class OperationQueue<Append> {
  readonly #appendGroup: (queue: OperationQueue<Append>) => Promise<void>;
  readonly #waiting: Operation<Append>[] = [];
  #running = false;

  constructor(appendGroup: (queue: OperationQueue<Append>) => Promise<void>) {
    this.#appendGroup = appendGroup;
  }

  append(append: Append): void {
    this.#push({ append });
  }

  run<T>(operation: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#push({ run: () => operation().then(resolve, reject) });
    });
  }

  /** The append at the head; undefined when there is none or something else is. */
  peek(): Append | undefined {
    const head = this.#waiting[0];
    return head !== undefined && 'append' in head ? head.append : undefined;
  }

  take(): void {
    this.#waiting.shift();
  }

  #push(operation: Operation<Append>): void {
    this.#waiting.push(operation);
    if (this.#running) return;
    this.#running = true;
    // Calls of the same turn of the event loop become one group.
    queueMicrotask(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    for (let head = this.#waiting[0]; head !== undefined; head = this.#waiting[0]) {
      if ('append' in head) {
        await this.#appendGroup(this);
      } else {
        this.#waiting.shift();
        await head.run();
      }
    }
    this.#running = false;
  }
}
