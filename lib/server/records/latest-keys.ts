import type { KafkaRecord } from '@/lib/contracts/record';
import type { ReadRecord } from './record-row';

/**
 * The newest record of each key, of at most `keysMax` keys: those met first. A chunk is first reduced to the last record of each of its
 * keys, so that a key written a thousand times is made into a row once.
 */
export class LatestKeys {
  readonly #keysMax: number;
  readonly #makeRow: (read: ReadRecord) => KafkaRecord;
  readonly #byKey = new Map<string, KafkaRecord>();
  #keyless = 0;
  #beyond = 0;

  constructor(keysMax: number, makeRow: (read: ReadRecord) => KafkaRecord) {
    this.#keysMax = keysMax;
    this.#makeRow = makeRow;
  }

  /** Records without a key, which no compacted topic has. */
  get keyless(): number {
    return this.#keyless;
  }

  /** Records of further keys. */
  get beyond(): number {
    return this.#beyond;
  }

  get latest(): readonly KafkaRecord[] {
    return [...this.#byKey.values()];
  }

  /** Takes records in the order in which a reader of the topic meets them. */
  add(records: readonly ReadRecord[]): void {
    const lastOf = new Map<string, ReadRecord>();
    let free = this.#keysMax - this.#byKey.size;
    for (const read of records) {
      const bytes = read.record.key;
      if (bytes === null) {
        this.#keyless += 1;
        continue;
      }
      const key = bytes.toString('latin1');
      const isNew = !lastOf.has(key) && !this.#byKey.has(key);
      if (isNew && free === 0) {
        this.#beyond += 1;
        continue;
      }
      if (isNew) free -= 1;
      lastOf.set(key, read);
    }
    for (const [key, read] of lastOf) this.#byKey.set(key, this.#makeRow(read));
  }
}
