const indexBits = 14;
const registers = 1 << indexBits;

/** How many different byte strings were added, in 16 KB: the standard error is 1.04 / √registers, 0.8 %. */
export class HyperLogLog {
  readonly #ranks = new Uint8Array(registers);

  add(bytes: Buffer): void {
    const [low, high] = hashOf(bytes);
    const index = low >>> (32 - indexBits);
    const rank = high === 0 ? 33 + Math.clz32(low << indexBits) : Math.clz32(high) + 1;
    if (rank > (this.#ranks[index] ?? 0)) this.#ranks[index] = rank;
  }

  estimate(): number {
    let sum = 0;
    let empty = 0;
    for (const rank of this.#ranks) {
      sum += 2 ** -rank;
      if (rank === 0) empty += 1;
    }
    const raw = ((0.7213 / (1 + 1.079 / registers)) * registers * registers) / sum;
    // Few values leave registers empty, and counting those is more exact.
    return Math.round(raw <= 2.5 * registers && empty > 0 ? registers * Math.log(registers / empty) : raw);
  }
}

/** Two lanes of 32 bits, mixed as MurmurHash3 ends: murmur2 alone has too few bits to count millions. */
function hashOf(bytes: Buffer): readonly [number, number] {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (const byte of bytes) {
    low = Math.imul(low ^ byte, 2654435761);
    high = Math.imul(high ^ byte, 1597334677);
  }
  low = mixed(low ^ Math.imul(high, 0x9e3779b1));
  high = mixed(high ^ Math.imul(low, 0x85ebca6b));
  return [low >>> 0, high >>> 0];
}

function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
