'use client';
import { RunBroken } from '@/components/ui/run-outcome';
import { RunPace, RunProgress } from '@/components/ui/run-progress';
import type { TransferProgress } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { TransferAsked, TransferJobState } from '@/lib/queries/jobs/transfer-jobs';
import { GoOnText } from './go-on-text';
import { TransferOutcome } from './transfer-outcome';
import { TransferPlace } from './transfer-place';
import { TransferPlan } from './transfer-plan';

interface TransferRunProps {
  state: TransferJobState;
  /** Messages go to several topics. */
  byTarget: boolean;
  onStop: () => void;
}

/** How far a transfer is, then what came of it, or what would come of it. */
export function TransferRun({ state, byTarget, onStop }: TransferRunProps) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <Running progress={state.progress} isStopping={state.isStopping} onStop={onStop} />;
    case 'done': {
      const isStopped = state.reason === 'stopped';
      return state.result.dryRun ? (
        <TransferPlan plan={state.result} isStopped={isStopped} byTarget={byTarget} />
      ) : (
        <TransferOutcome result={state.result} isStopped={isStopped} byTarget={byTarget}>
          <GoOnText state={state} />
        </TransferOutcome>
      );
    }
    case 'failed':
      return (
        <RunBroken error={state.error} written={state.progress?.written ?? 0}>
          <GoOnText state={state} />
        </RunBroken>
      );
  }
}

interface RunningProps {
  progress: (TransferProgress & { readonly asked: TransferAsked }) | undefined;
  isStopping: boolean;
  onStop: () => void;
}

function Running({ progress, isStopping, onStop }: RunningProps) {
  const { t } = useText();
  const format = useFormat();
  const { remainingAtMost = 1, totalAtMost = 1, written = 0, chosen = 0 } = progress ?? {};
  const said = written === 0 ? t('transfer.run.counted', { count: chosen }) : t('transfer.run.written', { count: written });
  return (
    <>
      {progress === undefined ? null : <TransferPlace asked={progress.asked} />}
      <RunProgress
        title={progress === undefined ? undefined : said}
        done={Math.max(0, 1 - remainingAtMost / Math.max(1, totalAtMost))}
        isStopping={isStopping}
        onStop={onStop}
      >
        {progress === undefined ? undefined : (
          <>
            <span>{t('transfer.run.read', { read: format.count(progress.read), matched: format.count(progress.matched) })}</span>
            <RunPace pace={progress} />
          </>
        )}
      </RunProgress>
      <p className="text-sm text-faint">{t('transfer.goesOn')}</p>
    </>
  );
}
