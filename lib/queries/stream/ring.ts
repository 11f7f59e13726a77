/** A bounded list that forgets its oldest item. Adding is O(1), whatever it holds; index 0 is the newest. */
export class Ring<T> {
  readonly capacity: number;
  #items: T[] = [];
  #oldest = 0;

  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError('a ring holds at least one item');
    this.capacity = capacity;
  }

  get length(): number {
    return this.#items.length;
  }

  /** The item that fell out to make room, if one did. */
  push(item: T): T | undefined {
    if (this.#items.length < this.capacity) {
      this.#items.push(item);
      return undefined;
    }
    const dropped = this.#items[this.#oldest];
    this.#items[this.#oldest] = item;
    this.#oldest = (this.#oldest + 1) % this.capacity;
    return dropped;
  }

  newest(index: number): T | undefined {
    const count = this.#items.length;
    if (index < 0 || index >= count) return undefined;
    return this.#items[(this.#oldest + count - 1 - index) % count];
  }

  *oldestFirst(): Generator<T> {
    for (let index = this.#items.length - 1; index >= 0; index--) {
      const item = this.newest(index);
      if (item !== undefined) yield item;
    }
  }

  clear(): void {
    this.#items = [];
    this.#oldest = 0;
  }
}
