/** One row of a table: every cell padded to its width, and a space between two. Width 0 pads nothing. */
export function columns(cells: readonly string[], widths: readonly number[]): string {
  return cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ');
}

/** As wide as the longest of `texts`, and at least `min`. */
export function widthOf(texts: readonly string[], min: number): number {
  return texts.reduce((width, text) => Math.max(width, text.length), min);
}
