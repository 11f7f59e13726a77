/** Bytes that are not what the protocol says. The connection that sent them is closed. */
export class CodecError extends Error {
  /** Where in the frame decoding stopped; -1 when encoding. */
  readonly byteOffset: number;
  readonly reason: string;
  #path: string[] = [];

  constructor(reason: string, byteOffset: number) {
    super(reason);
    this.name = 'CodecError';
    this.reason = reason;
    this.byteOffset = byteOffset;
  }

  /** The field that could not be read, outermost first: `topics[3].partitions[0].records`. */
  get fieldPath(): string {
    return this.#path.join('.').replaceAll('.[', '[');
  }

  /** Called by each enclosing structure while the error passes through it. */
  within(segment: string): this {
    this.#path.unshift(segment);
    this.message = `${this.reason} at byte ${this.byteOffset}, field ${this.fieldPath}`;
    return this;
  }
}
