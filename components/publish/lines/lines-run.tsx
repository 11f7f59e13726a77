'use client';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { RunProgress } from '@/components/ui/run-progress';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { JobState } from '@/lib/queries/jobs/job';
import type { LineFailure, LinesTally } from './lines-job';

interface LinesRunProps {
  state: JobState<LinesTally, LinesTally>;
  onStop: () => void;
}

/** How far the text is, then what came of it: which lines were left out, and why. */
export function LinesRun({ state, onStop }: LinesRunProps) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <Running tally={state.progress} isStopping={state.isStopping} onStop={onStop} />;
    case 'done':
      return <Outcome tally={state.result} isStopped={state.reason === 'stopped'} />;
    case 'failed':
      return (
        <div className="grid gap-2">
          <ErrorState error={state.error} />
          {state.progress === undefined || state.progress.isDryRun ? null : <Outcome tally={state.progress} isStopped />}
        </div>
      );
  }
}

interface RunningProps {
  tally: LinesTally | undefined;
  isStopping: boolean;
  onStop: () => void;
}

function Running({ tally, isStopping, onStop }: RunningProps) {
  const { t } = useText();
  return (
    <RunProgress
      title={tally === undefined ? undefined : t('common.messages', { count: tally.good })}
      done={tally?.done ?? 0}
      isStopping={isStopping}
      onStop={onStop}
    />
  );
}

function Outcome({ tally, isStopped }: { tally: LinesTally; isStopped: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const others = tally.failed - tally.failures.length;
  const facts = { count: tally.good, duration: format.duration(tally.elapsedMs) };
  const said = isStopped ? t('publish.many.stopped', facts) : t('publish.many.written', facts);
  return (
    <Notice tone={tally.failed > 0 ? 'warn' : tally.isDryRun ? 'info' : 'good'}>
      {tally.isDryRun ? t('publish.many.checked', { count: tally.good }) : said}
      {tally.failed === 0 ? null : (
        <div className="mt-1 text-sm">
          {t(tally.isDryRun ? 'publish.many.refused' : 'publish.many.leftOut', { count: tally.failed })}
          <ul className="grid">
            {tally.failures.map((failure) => (
              <li key={failure.line} className="break-words">
                <FailureText failure={failure} />
              </li>
            ))}
          </ul>
          {others > 0 ? t('publish.many.others', { count: others }) : null}
        </div>
      )}
    </Notice>
  );
}

function FailureText({ failure }: { failure: LineFailure }) {
  const { t } = useText();
  const format = useFormat();
  const problem = 'problem' in failure ? t(`publish.many.problem.${failure.problem}`) : failure.message;
  return t('publish.many.unread', { line: format.count(failure.line), problem });
}
