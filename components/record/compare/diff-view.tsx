'use client';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { diffLines } from '@/lib/format/line-diff';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { hexRowBytes } from '../payload-bytes';
import { VirtualLines } from '../virtual-lines';
import { DiffLine, FoldLine } from './diff-line';
import { diffRows, differenceRows } from './diff-rows';

interface DiffViewProps {
  /** What is compared, for the name of the region. */
  label: string;
  a: readonly string[];
  b: readonly string[];
  /** Lines are bytes: they are counted by address. */
  areBytes?: boolean;
}

/** Two lists of lines beside each other, on a narrow screen below each other. */
export function DiffView({ label, a, b, areBytes = false }: DiffViewProps) {
  const { t } = useText();
  const format = useFormat();
  const { parts, isMatched } = useMemo(() => diffLines(a, b), [a, b]);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState<number | null>(null);
  const rows = useMemo(() => diffRows(parts, opened), [parts, opened]);
  const starts = useMemo(() => differenceRows(rows), [rows]);
  const target = useMemo(() => {
    const line = current === null ? undefined : starts[current];
    return line === undefined ? undefined : { line };
  }, [current, starts]);
  const numberOf = (line: number) => (areBytes ? (line * hexRowBytes).toString(16).padStart(8, '0') : format.count(line + 1));
  const go = (step: 1 | -1) => {
    const from = current ?? (step === 1 ? -1 : 0);
    setCurrent((from + step + starts.length) % starts.length);
  };
  const line = (index: number) => {
    const row = rows[index];
    if (row === undefined) return null;
    if (row.kind === 'folded')
      return <FoldLine count={row.count} onOpen={() => setOpened((known) => new Set(known).add(row.part))} />;
    return (
      <DiffLine
        row={row}
        aText={row.a === undefined ? undefined : a[row.a]}
        bText={row.b === undefined ? undefined : b[row.b]}
        numberOf={numberOf}
        isCurrent={row.kind === 'differs' && row.difference === current}
      />
    );
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-1.5 text-sm text-muted">
        <span role="status">
          {current === null
            ? t('compare.differences', { count: starts.length })
            : t('compare.differenceOf', { number: current + 1, count: starts.length })}
        </span>
        {isMatched ? null : <span>{t('compare.unmatched')}</span>}
        <span className="flex-1" />
        <Button size="small" disabled={starts.length === 0} onClick={() => go(-1)}>
          {t('compare.previousDifference')}
        </Button>
        <Button size="small" disabled={starts.length === 0} onClick={() => go(1)}>
          {t('compare.nextDifference')}
        </Button>
      </div>
      <VirtualLines wraps bare label={label} count={rows.length} line={line} target={target} />
    </>
  );
}
