import type { CSSProperties } from 'react';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { TailRow } from './tail-store';

/** Of a figure in the table's mono face. */
const figureWidth = 7.6;
const offsetWidthMin = 52;
const partitionWidthMin = 44;

function figures(row: TailRow<KafkaRecord> | undefined): { offset: number; partition: number } {
  if (row?.kind !== 'record') return { offset: 0, partition: 0 };
  const { offset, partition } = row.record;
  return { offset: offset.length + Math.floor((offset.length - 1) / 3), partition: String(partition).length };
}

/** Every row is a grid of its own, so the widths are agreed on beforehand: by the longest offset at either end. */
export function recordColumns(newest: TailRow<KafkaRecord> | undefined, oldest: TailRow<KafkaRecord> | undefined): CSSProperties {
  const [first, last] = [figures(newest), figures(oldest)];
  const offset = Math.max(offsetWidthMin, Math.ceil(Math.max(first.offset, last.offset) * figureWidth) + 4);
  const partition = Math.max(partitionWidthMin, Math.ceil(Math.max(first.partition, last.partition) * figureWidth) + 36);
  const style: CSSProperties & { '--record-columns': string } = {
    '--record-columns': `92px ${partition}px ${offset}px minmax(72px, 15%) minmax(0, 1fr) 58px`,
  };
  return style;
}
