import { widthOf } from './text-columns';

/** A table whose cells are padded to their column and ended by a tab, as Kafka's newer tools print them. */
export function tabbedTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) =>
    widthOf(
      rows.map((row) => row[column] ?? ''),
      0,
    ),
  );
  return rows.map((row) => `${row.map((cell, column) => `${cell.padEnd(widths?.[column] ?? 0)}\t`).join('')}\n`).join('');
}
