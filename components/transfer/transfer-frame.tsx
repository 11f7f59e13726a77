'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import type { TransferSource } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';
import { workThatGoesOn, type TransferJob, type TransferJobState } from '@/lib/queries/jobs/transfer-jobs';
import { TransferRun } from './transfer-run';

interface TransferFrameProps {
  title: ReactNode;
  text: string;
  source: TransferSource;
  byTarget?: boolean;
  run: TransferJobState;
  job: TransferJob;
  canDryRun: boolean;
  canStart: boolean;
  submit: string;
  onStart: (dryRun: boolean) => void;
  onClose: () => void;
  /** What is asked. */
  children: ReactNode;
}

/**
 * A transfer: what is asked, how it goes and what came of it. It goes on when the dialog is closed, and is there when it is opened
 * again; so is what it left when it ended early.
 */
export function TransferFrame(props: TransferFrameProps) {
  const { title, text, source, byTarget = false, run, job, canDryRun, canStart, submit, onStart, onClose, children } = props;
  const { t } = useText();
  const isRunning = run.kind === 'running';
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (run.kind === 'done' || run.kind === 'failed') outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [run.kind]);
  const rest = workThatGoesOn(run);
  // How keys and values are read chooses none of them.
  const isWhole = Object.keys(source).every((name) => name === 'kd' || name === 'vd');
  const close = () => {
    if (rest === undefined) job.reset();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={title}
      description={text}
    >
      <form
        noValidate
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (canStart) onStart(false);
        }}
      >
        {isRunning ? null : (
          <>
            <p>{t(isWhole ? 'transfer.whole' : 'transfer.chosen')}</p>
            {children}
          </>
        )}
        <div ref={outcome} aria-live="polite" className="grid scroll-mb-16 gap-1">
          <TransferRun state={run} byTarget={byTarget} onStop={() => job.stop()} />
        </div>
        <DialogActions>
          <Button onClick={close}>{t('common.close')}</Button>
          {isRunning ? null : (
            <>
              <Button disabled={!canDryRun} onClick={() => onStart(true)}>
                {t('transfer.dryRun')}
              </Button>
              <Button type="submit" variant={rest === undefined ? 'primary' : 'plain'} disabled={!canStart}>
                {submit}
              </Button>
              {rest === undefined ? null : (
                <Button variant="primary" onClick={() => job.start(rest)}>
                  {t(hasLost(run) ? 'transfer.goOn.buttonWithout' : 'transfer.goOn.button')}
                </Button>
              )}
            </>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** A topic is gone that messages were for. */
function hasLost(run: TransferJobState): boolean {
  const last = run.kind === 'done' ? run.result : run.kind === 'failed' ? run.progress : undefined;
  return last !== undefined && last.lost.length > 0;
}
