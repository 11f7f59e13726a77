import type { CSSProperties } from 'react';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { RecordField } from '@/lib/format/record-field';
import { columnField, optionalColumns, type OptionalColumn, type TableChoice } from './table-choice';
import type { TailRow } from './tail-store';

export interface FieldColumn {
  readonly path: string;
  readonly field: RecordField;
}

/** The columns of a table, as they were chosen. */
export interface RecordColumns {
  readonly shown: ReadonlySet<OptionalColumn>;
  readonly fields: readonly FieldColumn[];
  /** Rows of several topics say which is theirs. */
  readonly hasTopic: boolean;
}

export function recordColumns({ hidden, fields }: TableChoice, hasTopic: boolean): RecordColumns {
  return {
    hasTopic,
    shown: new Set(optionalColumns.filter((column) => !hidden.includes(column))),
    fields: fields.flatMap((path) => {
      const field = columnField(path);
      return field === undefined ? [] : [{ path, field }];
    }),
  };
}

/** Of a figure in the table's mono face. */
const figureWidth = 7.6;
const timeWidth = 92;
const topicWidthMin = 96;
const partitionWidthMin = 44;
const offsetWidthMin = 52;
const keyWidthMin = 72;
const fieldWidthMin = 72;
const valueWidthMin = 88;
const sizeWidth = 58;
const gapWidth = 12;

function figures(row: TailRow<KafkaRecord> | undefined): { offset: number; partition: number } {
  if (row?.kind !== 'record') return { offset: 0, partition: 0 };
  const { offset, partition } = row.record;
  return { offset: offset.length + Math.floor((offset.length - 1) / 3), partition: String(partition).length };
}

interface Track {
  readonly widthMin: number;
  /** What it may grow to; nothing when it keeps its width. */
  readonly grow?: string;
}

/**
 * Every row is a grid of its own, so the widths are agreed on beforehand: by the longest offset at either end. Columns that do not
 * fit beside each other are as wide as they have to be, and the table scrolls.
 */
export function columnWidths(
  { shown, fields, hasTopic }: RecordColumns,
  newest: TailRow<KafkaRecord> | undefined,
  oldest: TailRow<KafkaRecord> | undefined,
): CSSProperties {
  const [first, last] = [figures(newest), figures(oldest)];
  const offset = Math.max(offsetWidthMin, Math.ceil(Math.max(first.offset, last.offset) * figureWidth) + 4);
  const partition = Math.max(partitionWidthMin, Math.ceil(Math.max(first.partition, last.partition) * figureWidth) + 36);
  const hasRoomToFill = !shown.has('value') && fields.length === 0;
  const optional = (column: OptionalColumn, track: Track): readonly Track[] => (shown.has(column) ? [track] : []);
  const tracks: readonly Track[] = [
    ...optional('time', { widthMin: timeWidth }),
    ...(hasTopic ? [{ widthMin: topicWidthMin, grow: '18%' }] : []),
    ...optional('partition', { widthMin: partition }),
    { widthMin: offset },
    ...optional('key', { widthMin: keyWidthMin, grow: hasRoomToFill ? '1fr' : '15%' }),
    ...fields.map(() => ({ widthMin: fieldWidthMin, grow: '0.4fr' })),
    ...optional('value', { widthMin: fields.length === 0 ? 0 : valueWidthMin, grow: '1fr' }),
    ...optional('size', { widthMin: sizeWidth }),
  ];
  const width = tracks.reduce((sum, { widthMin }) => sum + widthMin + gapWidth, gapWidth);
  const style: CSSProperties & { '--record-columns': string; '--record-width': string } = {
    '--record-columns': tracks
      .map(({ widthMin, grow }) => (grow === undefined ? `${widthMin}px` : `minmax(${widthMin}px, ${grow})`))
      .join(' '),
    '--record-width': `${width}px`,
  };
  return style;
}

/** Of one line of text, and of what is above and below the lines of a row. */
const lineHeight = 20;
const rowPadding = 10;
const narrowPadding = 12;

/** On a small screen the value stands below the facts, and topic and each field on a line of their own. */
export function rowHeight({ hidden, fields, lines }: TableChoice, isNarrow: boolean, hasTopic: boolean): number {
  if (!isNarrow) return lines * lineHeight + rowPadding;
  const hasBody = !hidden.includes('value') || !hidden.includes('key');
  return (1 + Number(hasTopic) + fields.length + (hasBody ? lines : 0)) * lineHeight + narrowPadding;
}
