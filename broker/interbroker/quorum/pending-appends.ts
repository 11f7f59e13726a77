interface PendingAppend {
  readonly lastOffset: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** What this node appended as leader and does not know to be committed, in the order of the offsets. */
export class PendingAppends {
  #pending: PendingAppend[] = [];

  add(lastOffset: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ lastOffset, resolve, reject });
    });
  }

  commit(highWatermark: number): void {
    let count = 0;
    for (const { lastOffset, resolve } of this.#pending) {
      if (lastOffset >= highWatermark) break;
      resolve();
      count += 1;
    }
    if (count > 0) this.#pending = this.#pending.slice(count);
  }

  rejectAll(error: Error): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { reject } of pending) reject(error);
  }
}
