import type { LogSegment } from './log-segment';

/** A log's segments in rising order of base offset; there is always one. */
export class LogSegments {
  #segments: readonly LogSegment[];

  constructor(segments: readonly LogSegment[]) {
    this.#segments = segments;
  }

  get all(): readonly LogSegment[] {
    return this.#segments;
  }

  get first(): LogSegment {
    return this.#at(0);
  }

  /** The one that grows. */
  get active(): LogSegment {
    return this.#at(this.#segments.length - 1);
  }

  get sizeBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  }

  /** Index of the segment whose range holds `offset`; 0 for offsets before the first. */
  indexFor(offset: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#at(middle).baseOffset <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The segment whose range holds `offset`, and those after it. */
  from(offset: number): readonly LogSegment[] {
    return this.#segments.slice(this.indexFor(offset));
  }

  add(segment: LogSegment): void {
    this.#segments = [...this.#segments, segment];
  }

  remove(removed: readonly LogSegment[]): void {
    this.#segments = this.#segments.filter((segment) => !removed.includes(segment));
  }

  #at(index: number): LogSegment {
    const segment = this.#segments[index];
    if (segment === undefined) throw new RangeError(`a log of ${this.#segments.length} segments has no segment ${index}`);
    return segment;
  }
}
