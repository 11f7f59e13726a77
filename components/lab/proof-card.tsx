'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { ErrorState } from '@/components/ui/error-state';
import { PageError } from '@/components/ui/page-error';
import { Skeleton } from '@/components/ui/skeleton';
import { Sparkline } from '@/components/ui/sparkline';
import type { Proof } from '@/lib/contracts/lab';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { proofMutation, proofQuery } from '@/lib/queries/lab/lab-queries';
import { useLiveProof } from '@/lib/queries/lab/use-live-proof';

/** A producer that never gives up and a reader that checks on it: what was acknowledged, what of it is not there. */
export function ProofCard({ cluster }: { cluster: string }) {
  const { t } = useText();
  useLiveProof(cluster);
  const { data, error } = useQuery(proofQuery(cluster));
  return (
    <Card
      aria-labelledby="proof"
      className="@container grid grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3.5 shadow-float"
    >
      <h2 id="proof" className="text-[14px] font-semibold">
        {t('lab.proof.title')}
      </h2>
      {data === undefined && error === null ? <Skeleton className="h-40" /> : null}
      {data === undefined && error !== null ? <PageError error={error} /> : null}
      {data === undefined ? null : <Counts proof={data} />}
      {data === undefined ? null : <Controls cluster={cluster} proof={data} />}
      <Meaning />
    </Card>
  );
}

function Counts({ proof }: { proof: Proof }) {
  const { t, rich } = useText();
  const format = useFormat();
  const topic = (
    <bdi dir="ltr" className="font-mono">
      {proof.topic}
    </bdi>
  );
  return (
    <div className="grid gap-3 @xl:grid-cols-[auto_minmax(0,1fr)] @xl:items-end @xl:gap-x-8">
      <div role="group" aria-label={t('lab.proof.title')} className="grid gap-2.5 @xl:grid-flow-col @xl:gap-6">
        <Figure name={t('lab.proof.acknowledged')}>
          <span className="text-3xl">{format.count(proof.acknowledged)}</span>
        </Figure>
        <div className="grid grid-cols-2 gap-2 @xl:gap-6">
          <Figure name={t('lab.proof.lost')}>
            <Verdict count={proof.lost} acknowledged={proof.acknowledged} />
          </Figure>
          <Figure name={t('lab.proof.doubled')}>
            <Verdict count={proof.doubled} acknowledged={proof.acknowledged} />
          </Figure>
        </div>
      </div>
      {proof.acknowledged === 0 ? null : <Pace proof={proof} />}
      <p className="text-sm text-muted @xl:col-span-2">
        {proof.state === 'idle' ? rich('lab.proof.idle', { topic }) : t('lab.proof.verified', { count: proof.verified })}
        {proof.notChecked > 0 ? <> · {t('lab.proof.notChecked', { count: proof.notChecked })}</> : null}
      </p>
    </div>
  );
}

function Pace({ proof }: { proof: Proof }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <div className="grid min-w-0 gap-1">
      <p className="flex flex-wrap justify-between gap-x-3 text-sm text-muted">
        <span>{t('lab.proof.perSecond')}</span>
        <span>{t('lab.proof.longest', { duration: format.duration(proof.longestPauseMs) })}</span>
      </p>
      <Sparkline fluid height={54} width={300} values={proof.writesPerSecond} label={t('lab.proof.plot')} />
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-0.5">
      <span className="text-sm text-muted">{name}</span>
      <span className="isolated font-mono leading-tight font-medium">{children}</span>
    </div>
  );
}

/** Nothing is what one wants to see here; before anything was acknowledged it proves nothing. */
function Verdict({ count, acknowledged }: { count: number; acknowledged: number }) {
  const format = useFormat();
  const tone = count > 0 ? 'text-bad' : acknowledged > 0 ? 'text-live' : 'text-faint';
  return <span className={cx('text-3xl', tone)}>{format.count(count)}</span>;
}

function Controls({ cluster, proof }: { cluster: string; proof: Proof }) {
  const { t } = useText();
  const act = useMutation(proofMutation(useQueryClient(), cluster));
  const isRunning = proof.state === 'running';
  const isBusy = proof.state === 'starting' || proof.state === 'stopping' || act.isPending;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {isRunning || proof.state === 'stopping' ? (
          <Button disabled={isBusy} onClick={() => act.mutate('stop')}>
            {t(proof.state === 'stopping' ? 'lab.proof.stopping' : 'lab.proof.stop')}
          </Button>
        ) : (
          <Button variant="primary" disabled={isBusy} onClick={() => act.mutate('start')}>
            {t(isBusy ? 'lab.proof.starting' : proof.state === 'stopped' ? 'lab.proof.again' : 'lab.proof.start')}
          </Button>
        )}
        <Button disabled={isBusy || proof.state === 'idle'} onClick={() => act.mutate('reset')}>
          {t('lab.proof.reset')}
        </Button>
      </div>
      <div role="status" className="grid gap-1 text-sm empty:hidden">
        <Standing proof={proof} />
      </div>
      {act.error === null ? null : <ErrorState error={act.error} />}
    </>
  );
}

/** What holds it up, or why it stopped. */
function Standing({ proof }: { proof: Proof }) {
  const { t, find } = useText();
  const format = useFormat();
  const { state, stopReason, waitingPartitions, problem } = proof;
  if (state === 'stopped' && stopReason !== null) {
    const missing = proof.acknowledged - proof.verified - proof.notChecked;
    return (
      <span className={missing > 0 ? 'text-warn' : 'text-muted'}>
        {stopReason === 'asked' && missing > 0 ? t('lab.proof.unverified', { count: missing }) : t(`lab.proof.${stopReason}`)}
      </span>
    );
  }
  if (state === 'failed') {
    return (
      <span className="text-bad">
        {stopReason === null ? (find(`errors.${problem?.code ?? 'INTERNAL'}.title`) ?? '') : t(`lab.proof.${stopReason}`)}
      </span>
    );
  }
  if (waitingPartitions.length === 0) return null;
  const partitions = format.list(waitingPartitions);
  return (
    <>
      <span className="text-warn">{t('lab.proof.waiting', { count: waitingPartitions.length, partitions })}</span>
      {problem === null ? null : (
        <span className="text-muted">
          {t('lab.proof.trouble', { problem: find(`errors.${problem.code}.title`) ?? problem.message })}
        </span>
      )}
    </>
  );
}

const meanings = ['acknowledged', 'lost', 'doubled', 'pause', 'where'] as const;

function Meaning() {
  const { t } = useText();
  return (
    <details className="text-sm text-muted">
      <summary className="min-h-6 hover:text-ink">{t('lab.proof.how')}</summary>
      <ul className="mt-1 grid gap-1.5">
        {meanings.map((name) => (
          <li key={name}>{t(`lab.proof.means.${name}`)}</li>
        ))}
      </ul>
    </details>
  );
}
