'use client';
import { RunFailures } from '@/components/ui/run-outcome';
import type { TransferResult } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';

/** Whether there is something beside the figures that a person should know. */
export function hasNotes({ problems, gap, faults, failed, cutShort, stays }: TransferResult): boolean {
  return stays.length > 0 || problems.length > 0 || gap !== null || faults !== undefined || failed > 0 || cutShort;
}

/** What was not written or not read, and why. */
export function TransferNotes({ result }: { result: TransferResult }) {
  const { t, find } = useText();
  const format = useFormat();
  const { failures, problems, gap, faults, cutShort, dryRun } = result;
  return (
    <div className="grid gap-0.5 text-sm">
      <RunFailures failures={failures} isDryRun={dryRun} />
      {cutShort ? <p>{t('transfer.run.cutShort')}</p> : null}
      {problems.map(({ partition, code, message }) => (
        <p key={`${partition} ${code}`} title={message}>
          {t('transfer.run.unread', { partition, reason: find(`errors.${code}.title`) ?? message })}
        </p>
      ))}
      {gap === null ? null : <p>{t('transfer.run.gap', { count: Number(gap.countAtMost) })}</p>}
      {faults === undefined ? null : (
        <p>
          {t('transfer.run.faults', {
            count: faults.count,
            partition: faults.first.partition,
            offset: format.count(faults.first.offset),
            reason: faults.first.message,
          })}
        </p>
      )}
    </div>
  );
}
