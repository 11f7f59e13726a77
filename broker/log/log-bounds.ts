/** Which records of a log readers may see: those from its start to its high watermark. */
export class LogBounds {
  #logStartOffset: number;
  #highWatermark: number;

  constructor(logStartOffset: number, highWatermark: number) {
    this.#logStartOffset = logStartOffset;
    this.#highWatermark = highWatermark;
  }

  get logStartOffset(): number {
    return this.#logStartOffset;
  }

  get highWatermark(): number {
    return this.#highWatermark;
  }

  /** Forward only. */
  moveHighWatermarkTo(offset: number): void {
    this.#highWatermark = Math.max(this.#highWatermark, offset);
  }

  /** Forward only. */
  moveStartTo(offset: number): void {
    this.#logStartOffset = Math.max(this.#logStartOffset, offset);
  }

  /** The log ends there now. */
  endBy(offset: number): void {
    this.#highWatermark = Math.min(this.#highWatermark, offset);
    this.#logStartOffset = Math.min(this.#logStartOffset, offset);
  }

  /** The log is empty and goes on there. */
  restartAt(offset: number): void {
    this.#logStartOffset = offset;
    this.#highWatermark = offset;
  }
}
