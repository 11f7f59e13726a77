'use client';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { HueChip } from '@/components/ui/hue-chip';
import { Notice } from '@/components/ui/notice';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { WriteFailure, WriteProgress, WriteResult } from '@/lib/contracts/write-run';
import { partitionHue } from '@/lib/format/partition-hue';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { WriteJobState } from '@/lib/queries/jobs/write-jobs';

interface WriteRunProps {
  state: WriteJobState;
  onStop: () => void;
}

/** How many messages are written, then what came of it. */
export function WriteRun({ state, onStop }: WriteRunProps) {
  const { t } = useText();
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <Running progress={state.progress} isStopping={state.isStopping} onStop={onStop} />;
    case 'done':
      return <Outcome result={state.result} isStopped={state.reason === 'stopped'} />;
    case 'failed':
      return (
        <div className="grid gap-1">
          <ErrorState error={state.error} />
          {state.progress === undefined ? null : (
            <p className="text-sm text-muted">{t('publish.run.soFar', { count: state.progress.written })}</p>
          )}
        </div>
      );
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
  const total = progress?.total ?? 0;
  return (
    <div className="grid gap-2 rounded-md border border-line p-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="isolated font-medium">
          {progress === undefined
            ? t('publish.run.starting')
            : t('publish.run.written', { written: format.count(progress.written), total: format.count(total) })}
        </span>
        <Button size="small" disabled={isStopping} onClick={onStop}>
          {t(isStopping ? 'publish.run.stopping' : 'publish.run.stop')}
        </Button>
      </div>
      <ProgressBar label={t('publish.run.progress')} done={(progress?.written ?? 0) / Math.max(1, total)} />
      {progress === undefined ? null : (
        <div className="flex flex-wrap gap-x-3 text-sm text-muted">
          <span>
            {t('publish.run.rate', { rate: format.rate(progress.perSecond), duration: format.duration(progress.elapsedMs) })}
          </span>
          {progress.failed === 0 ? null : <span className="text-bad">{t('publish.run.failed', { count: progress.failed })}</span>}
        </div>
      )}
    </div>
  );
}

const partitionsShown = 64;

function Outcome({ result, isStopped }: { result: WriteResult; isStopped: boolean }) {
  const { t, rich } = useText();
  const format = useFormat();
  const facts = {
    count: result.written,
    duration: format.duration(result.elapsedMs),
    rate: format.rate(result.perSecond),
    bytes: format.bytes(result.bytes),
  };
  return (
    <Notice tone={result.failed > 0 ? 'warn' : 'good'}>
      {t(isStopped ? 'publish.run.stopped' : 'publish.run.done', facts)}
      <Failures failures={result.failures} />
      {result.partitions.length === 0 ? null : (
        <details className="mt-1 text-sm">
          <summary className="min-h-6 w-fit leading-6">{t('publish.run.where')}</summary>
          <ul className="grid gap-1">
            {result.partitions.slice(0, partitionsShown).map(({ partition, written, firstOffset, lastOffset }) => {
              const chip = <HueChip hue={partitionHue(partition)}>{t('publish.chip', { partition })}</HueChip>;
              const count = format.count(written);
              return (
                <li key={partition}>
                  {firstOffset === null || lastOffset === null
                    ? rich('publish.run.unknownRange', { partition: chip, count })
                    : rich('publish.run.range', {
                        partition: chip,
                        count,
                        first: format.count(firstOffset),
                        last: format.count(lastOffset),
                      })}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </Notice>
  );
}

/** How many were not written, for each reason. */
export function Failures({ failures }: { failures: readonly WriteFailure[] }) {
  const { t, find } = useText();
  return failures.map(({ code, message, count }) => (
    <p key={code} title={message} className="text-sm text-bad">
      {t('publish.run.failure', { count, reason: find(`errors.${code}.title`) ?? message })}
    </p>
  ));
}
