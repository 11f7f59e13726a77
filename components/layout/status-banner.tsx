'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { useNow } from '@/components/ui/now';
import { Time } from '@/components/ui/time';
import type { BrokerSummary, ClusterDetail } from '@/lib/contracts/cluster';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { wasRead } from '@/lib/queries/clusters/was-read';
import { useStreamRetry } from '@/lib/queries/stream/use-stream-state';
import { brokerTroubles, recentRestarts } from './broker-troubles';
import { BrokersDown } from './brokers-down';
import { ProcessWords } from './process-words';
import { useDown } from './use-down';

/** Somebody answers, and does not let the console in. */
const unwelcome: ReadonlySet<string> = new Set(['AUTHENTICATION_FAILED', 'TLS_FAILED', 'CREDENTIALS_UNREADABLE']);

/** Says what does not answer, since when, and that the page goes on by itself. Nothing that was read is taken away. */
export function StatusBanner({ cluster }: { cluster: string }) {
  const { data } = useQuery(clusterDetailQuery(cluster));
  const down = useDown(cluster);
  if (down?.kind === 'console') return <ConsoleDown cluster={cluster} sinceMs={down.sinceMs} />;
  if (data === undefined) return null;
  return (
    <>
      {down === undefined ? <BrokersDown detail={data} /> : <ClusterDown detail={down.detail} />}
      <Restarts brokers={data.brokers} />
    </>
  );
}

function ConsoleDown({ cluster, sinceMs }: { cluster: string; sinceMs: number }) {
  const { t, rich } = useText();
  const retry = useStreamRetry(cluster);
  return (
    <Notice
      tone="bad"
      title={rich('layout.down.console', { time: <Time atMs={sinceMs} style="time" /> })}
      actions={
        <Button size="small" onClick={retry}>
          {t('layout.down.retry')}
        </Button>
      }
    >
      {t('layout.down.consoleNext')}
    </Notice>
  );
}

function ClusterDown({ detail }: { detail: ClusterDetail }) {
  const { t, rich } = useText();
  const processes = brokerTroubles(detail.brokers);
  if (detail.problem !== null && unwelcome.has(detail.problem.code))
    return <ErrorState error={{ ...detail.problem, requestId: null }} />;
  return (
    <Notice tone="bad" title={t('layout.down.cluster')}>
      {t('layout.down.clusterAt', { servers: detail.bootstrapServers.join(', ') })}{' '}
      {processes.map((trouble) => (
        <ProcessWords key={trouble.broker.id} trouble={trouble} isOnly={processes.length === 1} />
      ))}
      <span className="text-muted">
        {detail.local ? null : `${t('layout.down.check')} `}
        {wasRead(detail) ? <>{rich('layout.down.kept', { time: <Time atMs={detail.sampledAtMs} style="time" /> })} </> : null}
        {t('layout.down.trying')}
      </span>
      {detail.problem === null || detail.problem.code === 'CLUSTER_UNAVAILABLE' ? null : (
        <span dir="ltr" className="mt-1 block font-mono text-sm break-words text-muted">
          {detail.problem.message}
        </span>
      )}
    </Notice>
  );
}

function Restarts({ brokers }: { brokers: readonly BrokerSummary[] }) {
  const { t } = useText();
  const now = useNow();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const shown = recentRestarts(brokers, now).filter(({ key }) => !dismissed.has(key));
  return shown.map(({ key, broker, restarts, lastExit }) => (
    <Notice
      key={key}
      tone="warn"
      actions={
        <Button size="small" variant="quiet" onClick={() => setDismissed(new Set([...dismissed, key]))}>
          {t('layout.down.dismiss')}
        </Button>
      }
    >
      {t('layout.down.restarted', { broker, count: restarts })}{' '}
      {lastExit === null ? null : t('layout.down.lastExit', { exit: lastExit })}
    </Notice>
  ));
}
