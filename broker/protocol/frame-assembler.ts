/** The stream holds no frames. The message is a noun phrase: what was sent instead. */
export class FrameError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'FrameError';
  }
}

export interface FrameAssemblerOptions {
  frameBytesMax: number;
  /** Hears how much the memory for a half-received frame grew or shrank. */
  onCapacity?: (byBytes: number) => void;
  /** Says what the stream is when its first four bytes are no frame's size. */
  whatFirstBytesAre?: (bytes: readonly number[]) => string | undefined;
}

const prefixBytes = 4;
/** First size of the buffer for a frame that comes in pieces. */
const capacityBytesMin = 4096;
/** How much larger each next buffer is; a frame is copied little more than once in all. */
const growthFactor = 4;

/**
 * Cuts a byte stream into frames: an int32 size, then that many bytes. A frame that lies within one chunk is a view of it.
 * One that comes in pieces is gathered in a buffer that grows with the bytes that have arrived, never by what the size
 * prefix promises.
 */
export class FrameAssembler {
  readonly #options: FrameAssemblerOptions;
  readonly #chunks: Buffer[] = [];
  #at = 0;
  #prefix = 0;
  #prefixRead = 0;
  #gathered: Buffer | undefined;
  #gatheredBytes = 0;
  #isFirst = true;
  readonly #firstBytes: number[] = [];

  constructor(options: FrameAssemblerOptions) {
    this.#options = options;
  }

  /** Memory held for a half-received frame. */
  get halfReceivedBytes(): number {
    return this.#gathered?.length ?? 0;
  }

  add(chunk: Buffer): void {
    if (chunk.length > 0) this.#chunks.push(chunk);
  }

  /** The next whole frame; undefined until more bytes are added. Throws FrameError for a stream that has no frames. */
  next(): Buffer | undefined {
    for (;;) {
      const [chunk] = this.#chunks;
      if (chunk === undefined) return undefined;
      const frame = this.#take(chunk);
      if (this.#at === chunk.length) {
        this.#chunks.shift();
        this.#at = 0;
      }
      if (frame !== undefined) return frame;
    }
  }

  /** Forgets everything, as when the connection is closed. */
  clear(): void {
    this.#chunks.length = 0;
    this.#at = 0;
    this.#dropGathered();
  }

  #take(chunk: Buffer): Buffer | undefined {
    while (this.#prefixRead < prefixBytes) {
      const byte = chunk[this.#at];
      if (byte === undefined) return undefined;
      this.#at += 1;
      this.#prefix = (this.#prefix << 8) | byte;
      this.#prefixRead += 1;
      if (this.#isFirst) this.#firstBytes.push(byte);
      if (this.#prefixRead === prefixBytes) this.#checkPrefix();
    }
    const missing = this.#prefix - this.#gatheredBytes;
    const available = Math.min(missing, chunk.length - this.#at);
    const piece = chunk.subarray(this.#at, this.#at + available);
    this.#at += available;
    if (available === missing && this.#gathered === undefined) return this.#finish(piece);
    this.#gather(piece);
    return this.#gatheredBytes === this.#prefix && this.#gathered !== undefined ? this.#finish(this.#gathered) : undefined;
  }

  #checkPrefix(): void {
    const stranger = this.#isFirst ? this.#options.whatFirstBytesAre?.(this.#firstBytes) : undefined;
    if (stranger !== undefined) throw new FrameError(stranger);
    this.#isFirst = false;
    if (this.#prefix <= 0) throw new FrameError(`a frame of ${this.#prefix} bytes`);
    const { frameBytesMax } = this.#options;
    if (this.#prefix > frameBytesMax)
      throw new FrameError(`a frame of ${this.#prefix} bytes, above the limit of ${frameBytesMax}`);
  }

  #gather(piece: Buffer): void {
    const needed = this.#gatheredBytes + piece.length;
    const capacity = this.#gathered?.length ?? 0;
    if (needed > capacity || this.#gathered === undefined) {
      const larger = Buffer.alloc(Math.min(this.#prefix, Math.max(capacityBytesMin, needed, capacity * growthFactor)));
      this.#gathered?.copy(larger, 0, 0, this.#gatheredBytes);
      this.#gathered = larger;
      this.#options.onCapacity?.(larger.length - capacity);
    }
    piece.copy(this.#gathered, this.#gatheredBytes);
    this.#gatheredBytes = needed;
  }

  #finish(frame: Buffer): Buffer {
    this.#dropGathered();
    this.#prefix = 0;
    this.#prefixRead = 0;
    return frame;
  }

  #dropGathered(): void {
    if (this.#gathered !== undefined) this.#options.onCapacity?.(-this.#gathered.length);
    this.#gathered = undefined;
    this.#gatheredBytes = 0;
  }
}
