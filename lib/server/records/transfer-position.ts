import type { Gap } from '@/lib/contracts/record';
import type { TransferCursor } from '@/lib/contracts/transfer';
import type { PartitionProgress } from './scan';

interface Place {
  readonly partition: number;
  readonly record: { readonly offset: number };
}

interface Topics {
  /** Of the topic that is read, and of the one that is written to, if it is but one. */
  readonly topicId: string;
  readonly targetId: string | null;
}

/** Of a partition: the first record that did not go, and the offsets after it that are decided on. */
interface Left {
  readonly from: number;
  readonly done: { readonly from: number; to: number }[];
  /** The record before this one was decided on, too: what lies between them is none that goes. */
  isInRange: boolean;
}

/**
 * How far a transfer is: from where another goes on, so that no record goes twice and none is left out. Of the last records that
 * were read some may have gone while one before them did not, as they go to different partitions: these are told apart.
 */
export class TransferPosition {
  readonly #topics: Topics;
  #partitions: readonly PartitionProgress[] = [];
  /** The last that were read, in order, and which of them are decided on: written, refused for good, or to stay. */
  #read: readonly Place[] = [];
  #decided: boolean[] = [];

  constructor(topics: Topics) {
    this.#topics = topics;
  }

  /** All that were read before are decided on. */
  took(read: readonly Place[], partitions: readonly PartitionProgress[]): void {
    this.#read = read;
    this.#decided = read.map(() => false);
    this.#partitions = partitions;
  }

  /** One of those that were read last. */
  decided(index: number): void {
    this.#decided[index] = true;
  }

  /** Null when nothing is left, or nothing is known yet. */
  cursor(): TransferCursor | null {
    const left = this.#left();
    const nextOf = ({ partition, position }: PartitionProgress): number => left.get(partition)?.from ?? position;
    if (!this.#partitions.some((progress) => nextOf(progress) < progress.end)) return null;
    return {
      ...this.#topics,
      from: vectorOf(this.#partitions, nextOf),
      to: vectorOf(this.#partitions, ({ end }) => end),
      done: [...left].flatMap(([partition, { done }]) =>
        done.map(({ from, to }) => ({ partition, from: String(from), to: String(to) })),
      ),
    };
  }

  #left(): ReadonlyMap<number, Left> {
    const left = new Map<number, Left>();
    for (const [index, { partition, record }] of this.#read.entries()) {
      const known = left.get(partition);
      const last = known?.done.at(-1);
      const isDecided = this.#decided[index] === true;
      if (known === undefined) {
        if (!isDecided) left.set(partition, { from: record.offset, done: [], isInRange: false });
        continue;
      }
      if (isDecided && known.isInRange && last !== undefined) last.to = record.offset + 1;
      else if (isDecided) known.done.push({ from: record.offset, to: record.offset + 1 });
      known.isInRange = isDecided;
    }
    return left;
  }
}

function vectorOf(partitions: readonly PartitionProgress[], offsetOf: (progress: PartitionProgress) => number): string {
  return `o:${partitions.map((progress) => `${progress.partition}@${offsetOf(progress)}`).join(',')}`;
}

/** Whether a record was decided on by the run that a cursor goes on from. */
export function isDoneBy({ done }: Pick<TransferCursor, 'done'>): (place: Place) => boolean {
  const offsets = new Map<number, { from: number; to: number }[]>();
  for (const { partition, from, to } of done) {
    const ranges = offsets.get(partition) ?? [];
    offsets.set(partition, ranges);
    ranges.push({ from: Number(from), to: Number(to) });
  }
  return ({ partition, record: { offset } }) =>
    offsets.get(partition)?.some(({ from, to }) => offset >= from && offset < to) === true;
}

/** What retention took between two runs: offsets that were wanted and that the scan could not begin at. */
export function lostSince(wanted: ReadonlyMap<number, number>, partitions: readonly PartitionProgress[]): Gap | null {
  const ranges = partitions.flatMap(({ partition, start }) => {
    const at = wanted.get(partition) ?? start;
    return at < start ? [{ partition, from: String(at), to: String(start) }] : [];
  });
  if (ranges.length === 0) return null;
  const count = ranges.reduce((sum, range) => sum + Number(range.to) - Number(range.from), 0);
  return { reason: 'retention', ranges, countAtMost: String(count) };
}
