import type { Edge } from './reading';

/** An offset, offsets of partitions (`0@120,3@88`) or a moment (a Z time or epoch milliseconds), from the address; null when it is none. */
export function edgeOf({ kind, at }: { readonly kind: 'offset' | 'time'; readonly at: string }): Edge | null {
  if (kind === 'time') {
    const atMs = /^\d+$/.test(at) ? Number(at) : Date.parse(at);
    return Number.isSafeInteger(atMs) ? { kind, atMs } : null;
  }
  if (/^\d{1,19}$/.test(at)) return { kind, at };
  const of = new Map<number, string>();
  for (const part of at.split(',')) {
    const [, partition, offset] = /^(\d{1,9})@(\d{1,19})$/.exec(part.trim()) ?? [];
    if (partition === undefined || offset === undefined) return null;
    of.set(Number(partition), offset);
  }
  return { kind: 'offsets', of };
}
