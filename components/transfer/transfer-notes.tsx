'use client';
import { RunFailures } from '@/components/ui/run-outcome';
import type { TransferResult } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { TransferEnd } from '@/lib/queries/jobs/transfer-jobs';
import { useClusterNames } from './transfer-place';

/** Whether there is something beside the figures that a person should know. */
export function hasNotes({ problems, gap, faults, failed, cutShort, stays, cursor }: TransferResult): boolean {
  const isShort = cutShort || gap !== null || cursor !== null || problems.length > 0;
  return isShort || stays.length > 0 || faults !== undefined || failed > 0;
}

/** What was not written or not read, and why; where two clusters took part, in which. */
export function TransferNotes({ result }: { result: TransferEnd }) {
  const { t, find } = useText();
  const format = useFormat();
  const names = useClusterNames(result.asked);
  const { failures, problems, gap, faults, cutShort, dryRun } = result;
  const unread = (partition: number, reason: string): string =>
    names === undefined
      ? t('transfer.run.unread', { partition, reason })
      : t('transfer.run.unreadIn', { partition, reason, cluster: names.from });
  return (
    <div className="grid gap-0.5 text-sm">
      <RunFailures failures={failures} isDryRun={dryRun} place={names?.to} />
      {cutShort ? <p>{t('transfer.run.cutShort')}</p> : null}
      {problems.map(({ partition, code, message }) => (
        <p key={`${partition} ${code}`} title={message}>
          {unread(partition, find(`errors.${code}.title`) ?? message)}
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
