/** Where a record is. */
export interface RecordPlace {
  readonly partition: number;
  readonly offset: string;
}

/** `3:213871`, as it stands in addresses. */
export function placeKey({ partition, offset }: RecordPlace): string {
  return `${partition}:${offset}`;
}

/** Null when the text is no place. */
export function parsePlace(text: string | null): RecordPlace | null {
  const match = /^(\d{1,5}):(\d{1,19})$/.exec(text ?? '');
  if (match === null) return null;
  return { partition: Number(match[1]), offset: match[2] ?? '0' };
}
