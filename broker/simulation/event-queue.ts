/** Something that happens at a point of simulated time. */
export interface SimEvent {
  readonly atMs: number;
  /** Among events of one time: the smaller tie first, then the smaller order. */
  readonly tie: number;
  readonly order: number;
  /** Set when the event ran or was cancelled. */
  isOver: boolean;
}

/** Cancelled events stay in the heap until there are this many, and more of them than of the others. */
const cancelledMin = 64;

/** Events in the order in which they happen: a binary heap, from which what was cancelled is dropped late. */
export class EventQueue<E extends SimEvent> {
  #heap: E[] = [];
  #cancelled = 0;

  /** Events that are still to happen. */
  get size(): number {
    return this.#heap.length - this.#cancelled;
  }

  push(event: E): void {
    this.#heap.push(event);
    this.#siftUp(this.#heap.length - 1);
  }

  cancel(event: E): void {
    if (event.isOver) return;
    event.isOver = true;
    this.#cancelled += 1;
    if (this.#cancelled < cancelledMin || this.#cancelled * 2 < this.#heap.length) return;
    this.#heap = this.#heap.filter((other) => !other.isOver);
    this.#cancelled = 0;
    for (let at = (this.#heap.length >> 1) - 1; at >= 0; at -= 1) this.#siftDown(at);
  }

  /** The next event, unless it lies after `untilMs`; it is over from then on. */
  takeUntil(untilMs: number): E | undefined {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || (!next.isOver && next.atMs > untilMs)) return undefined;
      this.#removeFirst();
      if (next.isOver) {
        this.#cancelled -= 1;
        continue;
      }
      next.isOver = true;
      return next;
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#siftDown(0);
  }

  #siftUp(start: number): void {
    const heap = this.#heap;
    const event = heap[start];
    if (event === undefined) return;
    let at = start;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isBefore(event, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = event;
  }

  #siftDown(start: number): void {
    const heap = this.#heap;
    const event = heap[start];
    if (event === undefined) return;
    let at = start;
    for (;;) {
      const left = 2 * at + 1;
      let below = left;
      let child = heap[left];
      const right = heap[left + 1];
      if (child !== undefined && right !== undefined && isBefore(right, child)) {
        child = right;
        below = left + 1;
      }
      if (child === undefined || !isBefore(child, event)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = event;
  }
}

function isBefore(a: SimEvent, b: SimEvent): boolean {
  if (a.atMs !== b.atMs) return a.atMs < b.atMs;
  return a.tie === b.tie ? a.order < b.order : a.tie < b.tie;
}
