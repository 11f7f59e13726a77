/**
 * Names inside a partition's directory, Kafka's: a segment's files carry its base offset in 20 digits, a snapshot of
 * producer state carries the offset it is valid up to.
 */
export const logSuffix = '.log';
export const offsetIndexSuffix = '.index';
export const timeIndexSuffix = '.timeindex';
export const transactionIndexSuffix = '.txnindex';
export const producerSnapshotSuffix = '.snapshot';
export const deletedSuffix = '.deleted';
export const cleanedSuffix = '.cleaned';
export const swapSuffix = '.swap';

export const segmentSuffixes = [logSuffix, offsetIndexSuffix, timeIndexSuffix, transactionIndexSuffix] as const;

export function segmentFileName(baseOffset: number, suffix: string): string {
  return `${String(baseOffset).padStart(20, '0')}${suffix}`;
}

/** The offset in `name` when it is 20 digits and `suffix`, else undefined. */
export function offsetOfFileName(name: string, suffix: string): number | undefined {
  if (name.length !== 20 + suffix.length || !name.endsWith(suffix)) return undefined;
  const digits = name.slice(0, 20);
  if (!/^\d{20}$/.test(digits)) return undefined;
  const offset = Number(digits);
  return Number.isSafeInteger(offset) ? offset : undefined;
}
