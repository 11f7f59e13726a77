'use client';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { TransferProgress } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { TransferJobState } from '@/lib/queries/jobs/transfer-jobs';
import { TransferOutcome } from './transfer-outcome';
import { TransferPlan } from './transfer-plan';

interface TransferRunProps {
  state: TransferJobState;
  /** Messages go to several topics. */
  byTarget: boolean;
  onStop: () => void;
}

/** How far a transfer is, then what came of it, or what would come of it. */
export function TransferRun({ state, byTarget, onStop }: TransferRunProps) {
  const { t } = useText();
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <Running progress={state.progress} isStopping={state.isStopping} onStop={onStop} />;
    case 'done':
      return state.result.dryRun ? (
        <TransferPlan plan={state.result} isStopped={state.reason === 'stopped'} byTarget={byTarget} />
      ) : (
        <TransferOutcome result={state.result} isStopped={state.reason === 'stopped'} byTarget={byTarget} />
      );
    case 'failed':
      return (
        <>
          <ErrorState error={state.error} />
          {state.progress === undefined || state.progress.written === 0 ? null : (
            <p className="text-sm text-muted">{t('transfer.run.soFar', { count: state.progress.written })}</p>
          )}
        </>
      );
  }
}

interface RunningProps {
  progress: TransferProgress | undefined;
  isStopping: boolean;
  onStop: () => void;
}

function Running({ progress, isStopping, onStop }: RunningProps) {
  const { t } = useText();
  const format = useFormat();
  const { remainingAtMost = 1, totalAtMost = 1 } = progress ?? {};
  return (
    <>
      <div className="grid gap-2 rounded-md border border-line p-3">
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
          <span className="isolated font-medium">
            {progress === undefined
              ? t('transfer.run.starting')
              : progress.written === 0
                ? t('transfer.run.counted', { count: progress.chosen })
                : t('transfer.run.written', { count: progress.written })}
          </span>
          <Button size="small" disabled={isStopping} onClick={onStop}>
            {t(isStopping ? 'transfer.run.stopping' : 'transfer.run.stop')}
          </Button>
        </div>
        <ProgressBar label={t('transfer.run.progress')} done={Math.max(0, 1 - remainingAtMost / Math.max(1, totalAtMost))} />
        {progress === undefined ? null : (
          <div className="flex flex-wrap gap-x-3 text-sm text-muted">
            <span>{t('transfer.run.read', { read: format.count(progress.read), matched: format.count(progress.matched) })}</span>
            <span>
              {t('transfer.run.rate', {
                rate: format.rate(progress.perSecond),
                duration: format.duration(progress.elapsedMs),
              })}
            </span>
            {progress.failed === 0 ? null : (
              <span className="text-bad">{t('transfer.run.failed', { count: progress.failed })}</span>
            )}
          </div>
        )}
      </div>
      <p className="text-sm text-faint">{t('transfer.goesOn')}</p>
    </>
  );
}
