'use client';
import { useMemo, type ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import type { KafkaRecord } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { comparedBodies, comparedBytesMax, comparedCharactersMax, headerLines, type ComparedBody } from './compared-body';
import { DiffView } from './diff-view';

interface BothProps {
  a: KafkaRecord;
  b: KafkaRecord;
}

export function CompareBody({ a, b, part }: BothProps & { part: 'key' | 'value' }) {
  const { t } = useText();
  const format = useFormat();
  const [left, right] = useMemo(() => comparedBodies(a, b, part), [a, b, part]);
  const name = t(`record.${part}`);
  const areBytes = left.kind === 'bytes' || right.kind === 'bytes';
  const notes = [
    ...noteOf('A', left),
    ...noteOf('B', right),
    ...(left.isCut || right.isCut
      ? [t('compare.cut', { size: format.bytes(areBytes ? comparedBytesMax : comparedCharactersMax) })]
      : []),
  ];
  function noteOf(side: string, { kind }: ComparedBody): readonly string[] {
    return kind === 'null' || kind === 'empty' ? [t(`compare.${kind}`, { side })] : [];
  }
  const isSame = left.kind === right.kind && sameLines(left.lines, right.lines);
  return (
    <Section title={name} notes={notes} isSame={isSame} isCut={left.isCut || right.isCut}>
      <DiffView label={t('compare.linesOf', { part: name })} a={left.lines} b={right.lines} areBytes={areBytes} />
    </Section>
  );
}

export function CompareHeaders({ a, b }: BothProps) {
  const { t } = useText();
  const [left, right] = useMemo(() => [headerLines(a.headers), headerLines(b.headers)], [a, b]);
  const isCut = a.headersOmitted !== undefined || b.headersOmitted !== undefined;
  return (
    <Section
      title={t('record.headers')}
      notes={isCut ? [t('compare.headersCut')] : []}
      isSame={sameLines(left, right)}
      isCut={isCut}
    >
      <DiffView label={t('compare.linesOf', { part: t('record.headers') })} a={left} b={right} />
    </Section>
  );
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

interface SectionProps {
  title: string;
  /** What the lines alone do not say. */
  notes: readonly string[];
  isSame: boolean;
  isCut: boolean;
  children: ReactNode;
}

function Section({ title, notes, isSame, isCut, children }: SectionProps) {
  const { t } = useText();
  return (
    <Card aria-label={title} className="overflow-hidden">
      <div className="flex flex-wrap items-baseline gap-x-3 border-b border-line px-4 py-2 last:border-b-0">
        <h2 className="font-semibold">{title}</h2>
        <span className="text-muted">
          {[...notes, ...(isSame ? [t(isCut ? 'compare.sameSoFar' : 'compare.same')] : [])].join(' · ')}
        </span>
      </div>
      {isSame ? null : children}
    </Card>
  );
}
