/** Someone who may hold a half-received request. */
export interface BudgetHolder {
  readonly halfReceivedBytes: number;
  /** The budget has bytes again. */
  onBudgetFreed(): void;
  /** Gives the half-received request up. */
  evict(): void;
}

/**
 * Bytes of requests in memory over all connections: half-received frames and those being worked on. When they reach the
 * limit, connections stop reading until work finishes. If there is no work that could finish, half-received frames alone
 * fill the budget, and the largest of them is given up.
 */
export class MemoryBudget {
  readonly #bytesMax: number;
  readonly #holders = new Set<BudgetHolder>();
  readonly #waiting = new Set<BudgetHolder>();
  #halfReceivedBytes = 0;
  #workingBytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get usedBytes(): number {
    return this.#halfReceivedBytes + this.#workingBytes;
  }

  get isExhausted(): boolean {
    return this.usedBytes >= this.#bytesMax;
  }

  addHolder(holder: BudgetHolder): void {
    this.#holders.add(holder);
  }

  /** The holder has given back, or gives back itself, what it took. */
  removeHolder(holder: BudgetHolder): void {
    this.#holders.delete(holder);
    this.#waiting.delete(holder);
  }

  /** Grows or shrinks what is held by half-received frames. */
  changeHalfReceived(byBytes: number): void {
    this.#halfReceivedBytes += byBytes;
    if (byBytes < 0) this.#wake();
  }

  startWork(bytes: number): void {
    this.#workingBytes += bytes;
  }

  finishWork(bytes: number): void {
    this.#workingBytes -= bytes;
    this.#wake();
  }

  /** Calls holder.onBudgetFreed() once there is room. */
  wait(holder: BudgetHolder): void {
    this.#waiting.add(holder);
    this.#evictIfStuck();
  }

  #wake(): void {
    if (this.isExhausted) {
      if (this.#waiting.size > 0) this.#evictIfStuck();
      return;
    }
    for (const holder of [...this.#waiting]) {
      if (this.usedBytes >= this.#bytesMax) return;
      this.#waiting.delete(holder);
      holder.onBudgetFreed();
    }
  }

  #evictIfStuck(): void {
    if (this.#workingBytes > 0 || !this.isExhausted) return;
    let largest: BudgetHolder | undefined;
    for (const holder of this.#holders) {
      if (largest === undefined || holder.halfReceivedBytes > largest.halfReceivedBytes) largest = holder;
    }
    largest?.evict();
  }
}
