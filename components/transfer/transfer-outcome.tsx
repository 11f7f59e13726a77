'use client';
import { RunOutcome } from '@/components/ui/run-outcome';
import type { TransferResult } from '@/lib/contracts/transfer';
import { TargetTable } from './target-table';
import { hasNotes, TransferNotes } from './transfer-notes';

interface TransferOutcomeProps {
  result: TransferResult;
  isStopped: boolean;
  /** Messages went to several topics. */
  byTarget: boolean;
}

/** What was written, where, and what was not. */
export function TransferOutcome({ result, isStopped, byTarget }: TransferOutcomeProps) {
  const { written, bytesWritten, elapsedMs, perSecond, targets } = result;
  return (
    <>
      <RunOutcome
        written={{ count: written, bytes: bytesWritten, elapsedMs, perSecond }}
        isStopped={isStopped}
        isWarning={hasNotes(result)}
        places={targets.filter((target) => target.written > 0).map(({ topic, partitions }) => ({ name: topic, partitions }))}
      >
        <TransferNotes result={result} />
      </RunOutcome>
      {byTarget ? <TargetTable result={result} /> : null}
    </>
  );
}
