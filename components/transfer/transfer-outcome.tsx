'use client';
import type { ReactNode } from 'react';
import { RunOutcome } from '@/components/ui/run-outcome';
import { useText } from '@/lib/i18n/text-provider';
import type { TransferEnd } from '@/lib/queries/jobs/transfer-jobs';
import { TargetTable } from './target-table';
import { TransferPlace } from './transfer-place';
import { hasNotes, TransferNotes } from './transfer-notes';

interface TransferOutcomeProps {
  result: TransferEnd;
  isStopped: boolean;
  /** Messages went to several topics. */
  byTarget: boolean;
  /** What can be done about what is left. */
  children: ReactNode;
}

/** What was written, where, and what was not. */
export function TransferOutcome({ result, isStopped, byTarget, children }: TransferOutcomeProps) {
  const { t } = useText();
  const { written, bytesWritten, elapsedMs, perSecond, targets, asked } = result;
  return (
    <>
      <TransferPlace asked={asked} />
      <RunOutcome
        written={{ count: written, bytes: bytesWritten, elapsedMs, perSecond }}
        isStopped={isStopped}
        isWarning={hasNotes(result)}
        places={targets.filter((target) => target.written > 0).map(({ topic, partitions }) => ({ name: topic, partitions }))}
      >
        {asked.writtenBefore === 0 ? null : (
          <p className="text-sm">{t('transfer.goOn.before', { count: asked.writtenBefore + written })}</p>
        )}
        <TransferNotes result={result} />
        {children}
      </RunOutcome>
      {byTarget ? <TargetTable result={result} /> : null}
    </>
  );
}
