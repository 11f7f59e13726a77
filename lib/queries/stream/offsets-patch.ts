import type { OffsetsEvent, OffsetsSnapshot } from '@/lib/contracts/stream';

export const historyMsMax = 5 * 60_000;

/** Beyond this the server sends no plots of single partitions. */
const partitionsPlottedMax = 64;

/** What an `offsets` channel shows after a patch: the partitions that changed are replaced, the plots grow by one point. */
export function applyOffsetsPatch(shown: OffsetsSnapshot, patch: OffsetsEvent): OffsetsSnapshot {
  const changed = new Map(patch.partitions.map((partition) => [partition.partition, partition]));
  const known = new Set(shown.partitions.map((partition) => partition.partition));
  const partitions = shown.partitions.map((partition) => changed.get(partition.partition) ?? partition);
  for (const partition of patch.partitions) if (!known.has(partition.partition)) partitions.push(partition);

  const point = {
    atMs: patch.atMs,
    messagesPerSecond: patch.totals.messagesPerSecond,
    bytesPerSecond: patch.totals.bytesPerSecond,
  };
  const firstKept = shown.history.findIndex((old) => old.atMs >= patch.atMs - historyMsMax);
  const cut = firstKept === -1 ? shown.history.length : firstKept;
  const partitionHistory: OffsetsSnapshot['partitionHistory'] = {};
  for (const { partition, messagesPerSecond } of partitions.length > partitionsPlottedMax ? [] : partitions) {
    const line = shown.partitionHistory[String(partition)] ?? shown.history.map(() => null);
    partitionHistory[String(partition)] = [...line.slice(cut), messagesPerSecond];
  }
  return {
    ...shown,
    atMs: patch.atMs,
    partitions,
    totals: patch.totals,
    history: [...shown.history.slice(cut), point],
    partitionHistory,
  };
}
