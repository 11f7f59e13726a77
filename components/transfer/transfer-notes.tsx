'use client';
import { RunFailures } from '@/components/ui/run-outcome';
import type { TransferResult } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { useClusterSummary } from '@/lib/queries/clusters/use-cluster-summary';
import type { TransferAsked, TransferEnd } from '@/lib/queries/jobs/transfer-jobs';

/** Whether there is something beside the figures that a person should know. */
export function hasNotes({ problems, gap, faults, failed, cutShort, stays, cursor }: TransferResult): boolean {
  const isShort = cutShort || gap !== null || cursor !== null || problems.length > 0;
  return isShort || stays.length > 0 || faults !== undefined || failed > 0;
}

/** The names of two clusters that took part; undefined of one alone. */
function useNames({ cluster, what }: TransferAsked): { readonly from: string; readonly to: string } | undefined {
  const target = what.verb === 'copy' ? (what.order.targetCluster ?? cluster) : cluster;
  const from = useClusterSummary(cluster)?.name ?? cluster;
  const to = useClusterSummary(target)?.name ?? target;
  return target === cluster ? undefined : { from, to };
}

/** What was not written or not read, and why; where two clusters took part, in which. */
export function TransferNotes({ result }: { result: TransferEnd }) {
  const { t, find } = useText();
  const format = useFormat();
  const names = useNames(result.asked);
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
