import type { Random } from '../../platform/random';
import type { ProducerRecord } from '../../client/producer';

const countries = ['NL', 'DE', 'FR', 'SE', 'IR', 'US', 'JP', 'BR'] as const;
const items = ['A-103', 'B-220', 'C-008', 'D-417', 'E-991'] as const;
const names = ['Ada', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Goran', 'Hana'] as const;

function oneOf<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[random.integer(values.length)] ?? values[0];
}

function hex(random: Random, bytes: number): Buffer {
  return Buffer.from(random.bytes(bytes).toString('hex'));
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function cents(random: Random, max: number): number {
  return random.integer(max * 100) / 100;
}

/** Invented records that look like a small shop's. */
export class DemoRecords {
  readonly #random: Random;
  #orderId: number;

  constructor(random: Random, firstOrderId: number) {
    this.#random = random;
    this.#orderId = firstOrderId;
  }

  order(): ProducerRecord {
    this.#orderId += 1;
    const random = this.#random;
    const lines = Array.from({ length: 1 + random.integer(3) }, () => ({ sku: oneOf(random, items), n: 1 + random.integer(4) }));
    const value = { id: this.#orderId, country: oneOf(random, countries), amount: cents(random, 300), lines, note: null };
    return { key: this.#customerKey(), value: json(value), headers: [{ key: 'trace-id', value: hex(random, 8) }] };
  }

  payment(): ProducerRecord {
    const random = this.#random;
    const value = {
      order: this.#orderId - random.integer(5),
      method: oneOf(random, ['card', 'ideal', 'invoice']),
      amount: cents(random, 300),
    };
    return { key: Buffer.from(`order-${value.order}`), value: json(value) };
  }

  /** A customer's latest state; now and then a tombstone. */
  customer(): ProducerRecord {
    const random = this.#random;
    const key = this.#customerKey();
    if (random.integer(12) === 0) return { key, value: null };
    return { key, value: json({ name: oneOf(random, names), country: oneOf(random, countries), vip: random.integer(9) === 0 }) };
  }

  deadLetter(): ProducerRecord {
    const { key, value } = this.order();
    const headers = [
      { key: 'original-topic', value: Buffer.from('orders.placed') },
      { key: 'error', value: Buffer.from('amount is not a number') },
      { key: 'retry', value: Buffer.from('1') },
      { key: 'retry', value: Buffer.from('2') },
    ];
    return { key, value: value === null ? null : value.subarray(0, value.length - 2), headers };
  }

  #customerKey(): Buffer {
    return Buffer.from(`customer-${7000 + this.#random.integer(99)}`);
  }
}
