'use client';
import { RunBroken, RunFailures, RunOutcome } from '@/components/ui/run-outcome';
import { RunPace, RunProgress } from '@/components/ui/run-progress';
import type { WriteProgress, WriteResult } from '@/lib/contracts/write-run';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { WriteJobState } from '@/lib/queries/jobs/write-jobs';

interface WriteRunProps {
  state: WriteJobState;
  onStop: () => void;
}

/** How many messages are written, then what came of it. */
export function WriteRun({ state, onStop }: WriteRunProps) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <Running progress={state.progress} isStopping={state.isStopping} onStop={onStop} />;
    case 'done':
      return <Outcome result={state.result} isStopped={state.reason === 'stopped'} />;
    case 'failed':
      return <RunBroken error={state.error} written={state.progress?.written ?? 0} />;
  }
}

interface RunningProps {
  progress: WriteProgress | undefined;
  isStopping: boolean;
  onStop: () => void;
}

function Running({ progress, isStopping, onStop }: RunningProps) {
  const { t } = useText();
  const format = useFormat();
  if (progress === undefined) return <RunProgress title={undefined} done={0} isStopping={isStopping} onStop={onStop} />;
  const { written } = progress;
  const total = progress.total ?? 0;
  return (
    <RunProgress
      title={t('publish.repeat.progress', { written: format.count(written), total: format.count(total) })}
      done={written / Math.max(1, total)}
      isStopping={isStopping}
      onStop={onStop}
    >
      <RunPace pace={progress} />
    </RunProgress>
  );
}

function Outcome({ result, isStopped }: { result: WriteResult; isStopped: boolean }) {
  const { written, bytes, elapsedMs, perSecond, failed, failures, partitions } = result;
  return (
    <RunOutcome
      written={{ count: written, bytes, elapsedMs, perSecond }}
      isStopped={isStopped}
      isWarning={failed > 0}
      places={partitions.length === 0 ? [] : [{ partitions }]}
    >
      <RunFailures failures={failures} />
    </RunOutcome>
  );
}
