import { ServiceError } from '../service-error';

/** `0-9,12` as partition numbers, ascending, without repeats. */
export function parsePartitionRanges(text: string, field = 'p'): readonly number[] {
  const partitions = new Set<number>();
  for (const part of text.split(',')) {
    const [, first, last] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part.trim()) ?? [];
    if (first === undefined) throw new ServiceError('INVALID_REQUEST', `${field} is a list like 0-9,12.`, { field });
    const from = Number(first);
    const to = last === undefined ? from : Number(last);
    if (to < from || to - from > 100_000)
      throw new ServiceError('INVALID_REQUEST', `${field} has a range that ends before it starts.`, { field });
    for (let partition = from; partition <= to; partition += 1) partitions.add(partition);
  }
  return [...partitions].sort((a, b) => a - b);
}
