'use client';
import type { TransferProgress } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { workThatGoesOn, type TransferJobState } from '@/lib/queries/jobs/transfer-jobs';

/** What going on would do: nothing twice, unless an answer was lost. */
export function GoOnText({ state }: { state: TransferJobState }) {
  const { t } = useText();
  const format = useFormat();
  const last = state.kind === 'done' ? state.result : state.kind === 'failed' ? state.progress : undefined;
  if (last === undefined || workThatGoesOn(state) === undefined) return null;
  // The console says where it left off before it says that it failed; from a connection that broke nothing more is heard.
  const isUnheard = state.kind === 'failed' && state.error.code === 'UNREACHABLE';
  const unknown = unknownOf(last);
  return (
    <p className="text-sm">
      {t('transfer.goOn.left', { count: last.remainingAtMost, n: format.count(last.remainingAtMost) })}{' '}
      {isUnheard
        ? t('transfer.goOn.unheard')
        : unknown === 0
          ? t('transfer.goOn.exact')
          : t('transfer.goOn.unknown', { count: unknown })}
      {last.lost.length === 0 ? null : (
        <> {t('transfer.goOn.without', { topics: format.list(last.lost.map(({ topic }) => topic)) })}</>
      )}
    </p>
  );
}

function unknownOf({ failures }: Pick<TransferProgress, 'failures'>): number {
  return failures.find(({ code }) => code === 'OUTCOME_UNKNOWN')?.count ?? 0;
}
