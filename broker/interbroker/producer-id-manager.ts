export interface ProducerIdBlock {
  readonly firstId: number;
  readonly length: number;
}

/** Hands out producer ids from blocks that the controller has written down; the rest of a block is lost with the process. */
export class ProducerIdManager {
  readonly #allocate: () => Promise<ProducerIdBlock>;
  #nextId = 0;
  #endId = 0;
  #allocation: Promise<void> | undefined;

  constructor(allocate: () => Promise<ProducerIdBlock>) {
    this.#allocate = allocate;
  }

  /** An id that nobody was given before. Rejects when the controller gives no block. */
  async nextProducerId(): Promise<number> {
    while (this.#nextId >= this.#endId) {
      this.#allocation ??= this.#takeBlock();
      await this.#allocation;
    }
    const id = this.#nextId;
    this.#nextId += 1;
    return id;
  }

  async #takeBlock(): Promise<void> {
    try {
      const { firstId, length } = await this.#allocate();
      this.#nextId = firstId;
      this.#endId = firstId + length;
    } finally {
      this.#allocation = undefined;
    }
  }
}
