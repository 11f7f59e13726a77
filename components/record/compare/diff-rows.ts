import type { DiffPart } from '@/lib/format/line-diff';

/** A row with a line of each side, or of one; or the place of lines that are the same and not shown. */
export type DiffRow =
  | { readonly kind: 'same'; readonly a: number; readonly b: number }
  | { readonly kind: 'differs'; readonly difference: number; readonly a: number | undefined; readonly b: number | undefined }
  | { readonly kind: 'folded'; readonly part: number; readonly count: number };

/** Lines that stay in sight around a difference. */
const contextLines = 3;

/** The rows of a comparison; parts in `opened` show all that is the same. */
export function diffRows(parts: readonly DiffPart[], opened: ReadonlySet<number>): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let difference = 0;
  parts.forEach((part, index) => {
    if (part.isSame) {
      addSame(rows, part, index, opened.has(index), index === 0, index === parts.length - 1);
      return;
    }
    const [aCount, bCount] = [part.aEnd - part.aStart, part.bEnd - part.bStart];
    for (let line = 0; line < Math.max(aCount, bCount); line += 1) {
      rows.push({
        kind: 'differs',
        difference,
        a: line < aCount ? part.aStart + line : undefined,
        b: line < bCount ? part.bStart + line : undefined,
      });
    }
    difference += 1;
  });
  return rows;
}

function addSame(rows: DiffRow[], part: DiffPart, index: number, isOpen: boolean, isFirst: boolean, isLast: boolean): void {
  const count = part.aEnd - part.aStart;
  const before = isFirst ? 0 : contextLines;
  const after = isLast ? 0 : contextLines;
  // A fold takes a line itself.
  const folded = isOpen ? 0 : count - before - after;
  for (let line = 0; line < count; line += 1) {
    if (folded > 1 && line === before) {
      rows.push({ kind: 'folded', part: index, count: folded });
      line += folded - 1;
    } else rows.push({ kind: 'same', a: part.aStart + line, b: part.bStart + line });
  }
}

/** The first row of each difference. */
export function differenceRows(rows: readonly DiffRow[]): readonly number[] {
  const starts: number[] = [];
  rows.forEach((row, index) => {
    if (row.kind === 'differs' && row.difference === starts.length) starts.push(index);
  });
  return starts;
}
