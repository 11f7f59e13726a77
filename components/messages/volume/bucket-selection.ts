/** Buckets next to each other: where the selection began, and where it is now. */
export interface BucketSelection {
  readonly anchor: number;
  readonly focus: number;
}

export function selectedRange({ anchor, focus }: BucketSelection): { readonly first: number; readonly last: number } {
  return { first: Math.min(anchor, focus), last: Math.max(anchor, focus) };
}

/** What a key makes of a selection: arrows, Home and End move it, with Shift they widen it. Undefined for other keys. */
export function movedBy(
  key: string,
  isWidening: boolean,
  selection: BucketSelection | null,
  count: number,
): BucketSelection | undefined {
  const target = targetOf(key, selection?.focus, count);
  if (target === undefined) return undefined;
  const focus = Math.min(count - 1, Math.max(0, target));
  return { anchor: isWidening ? (selection?.anchor ?? focus) : focus, focus };
}

function targetOf(key: string, focus: number | undefined, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return focus === undefined ? 0 : focus + 1;
    case 'ArrowLeft':
      return focus === undefined ? count - 1 : focus - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The bucket under a place between 0 (the beginning) and 1 (the end). */
export function bucketAt(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}
