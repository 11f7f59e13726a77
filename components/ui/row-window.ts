/** Rows from `first`, before `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** What a scroller shows: its offset and its height. */
export interface Sight {
  readonly top: number;
  readonly height: number;
}

/** Which of `count` rows, all equally high, are in sight, and some more on both sides, so that scrolling finds them there. */
export function rowsInSight(sight: Sight, rowHeight: number, count: number, spare: number): RowWindow {
  const end = Math.min(count, Math.ceil((sight.top + sight.height) / rowHeight) + spare);
  const first = Math.floor(sight.top / rowHeight) - spare;
  return { first: Math.max(0, Math.min(first, end)), end };
}

/** The scroll offset that brings a row into sight with the least movement, below a head that stays on top; undefined when it is in sight. */
export function scrollTopFor(index: number, rowHeight: number, headHeight: number, sight: Sight): number | undefined {
  const start = index * rowHeight;
  if (start < sight.top) return start;
  const bottom = headHeight + start + rowHeight - sight.height;
  return bottom > sight.top ? bottom : undefined;
}
