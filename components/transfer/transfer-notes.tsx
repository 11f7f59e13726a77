'use client';
import { MonoName } from '@/components/ui/mono-name';
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

/** Without those of topics that are lost: they are named. */
function otherFailures({ failures, lost }: TransferResult): TransferResult['failures'] {
  return failures.flatMap((failure) => {
    const named = lost.reduce((sum, { code, records }) => (code === failure.code ? sum + records : sum), 0);
    return failure.count > named ? [{ ...failure, count: failure.count - named }] : [];
  });
}

/** What was not written or not read, and why; where two clusters took part, in which. */
export function TransferNotes({ result }: { result: TransferEnd }) {
  const { t, find, rich } = useText();
  const format = useFormat();
  const names = useClusterNames(result.asked);
  const { problems, gap, faults, cutShort, dryRun, lost, stays } = result;
  const stayCount = stays.reduce((sum, { records }) => sum + records, 0);
  const unread = (partition: number, reason: string): string =>
    names === undefined
      ? t('transfer.run.unread', { partition, reason })
      : t('transfer.run.unreadIn', { partition, reason, cluster: names.from });
  return (
    <div className="grid gap-0.5 text-sm">
      {stayCount === 0 ? null : <p>{t('transfer.run.stay', { count: stayCount, n: format.count(stayCount) })}</p>}
      {lost.map(({ topic, code, records }) => (
        <p key={topic} className="text-bad">
          {rich('transfer.run.lost', {
            topic: <MonoName>{topic}</MonoName>,
            reason: find(`errors.${code}.title`) ?? code,
            count: records,
            n: format.count(records),
          })}
        </p>
      ))}
      <RunFailures failures={otherFailures(result)} isDryRun={dryRun} place={names?.to} />
      {cutShort && lost.length === 0 ? <p>{t('transfer.run.cutShort')}</p> : null}
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
