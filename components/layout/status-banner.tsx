'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Time } from '@/components/ui/time';
import type { BrokerSummary, ClusterDetail } from '@/lib/contracts/cluster';
import { clusterPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { useStreamRetry, useStreamState } from '@/lib/queries/stream/use-stream-state';
import { brokerTroubles, recentRestarts } from './broker-troubles';
import { useNow } from '@/components/ui/now';

/** The first failed attempt is not worth a word; the second is. */
const attemptsQuiet = 1;

/** Says what does not answer, since when, and that the page goes on by itself. Nothing that was read is taken away. */
export function StatusBanner({ cluster }: { cluster: string }) {
  const { data } = useQuery(clusterDetailQuery(cluster));
  const stream = useStreamState(cluster);
  if (stream.kind === 'waiting' && stream.attempt > attemptsQuiet)
    return <ConsoleDown cluster={cluster} sinceMs={stream.sinceMs} />;
  if (data === undefined) return null;
  return (
    <>
      {data.reachable ? null : <ClusterDown detail={data} />}
      {data.reachable ? <BrokersDown detail={data} /> : null}
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
  return (
    <Notice tone="bad" title={t('layout.down.cluster')}>
      {t('layout.down.clusterAt', { servers: detail.bootstrapServers.join(', ') })}{' '}
      {processes.map((trouble) => (
        <ProcessWords key={trouble.broker.id} {...trouble} />
      ))}
      <span className="text-muted">{t('layout.down.kept')}</span>
      {detail.problem === null ? null : (
        <span dir="ltr" className="mt-1 block font-mono text-sm break-words text-muted">
          {detail.problem.message} · {rich('layout.down.since', { time: <Time atMs={detail.sampledAtMs} style="time" /> })}
        </span>
      )}
    </Notice>
  );
}

/** Which broker is gone, since when and why, and what that means for whoever reads and writes. */
function BrokersDown({ detail }: { detail: ClusterDetail }) {
  const { t, rich } = useText();
  const path = usePathname();
  const lab = clusterPath(detail.id, 'lab');
  const dead = detail.brokers.filter(({ alive }) => !alive);
  if (dead.length === 0) return null;
  const sinceMs = Math.min(...dead.map(({ process }) => process?.sinceMs ?? Infinity));
  return (
    <Notice tone="bad" title={t('layout.down.brokers', { count: dead.length, ids: dead.map(({ id }) => id).join(', ') })}>
      {rich('layout.down.at', {
        addresses: (
          <bdi dir="ltr" className="font-mono">
            {dead.map(({ host, port }) => `${host}:${port}`).join(', ')}
          </bdi>
        ),
      })}{' '}
      {Number.isFinite(sinceMs) ? rich('layout.down.sinceComma', { time: <Time atMs={sinceMs} style="time" /> }) : null}{' '}
      {brokerTroubles(dead).map((trouble) => (
        <ProcessWords key={trouble.broker.id} {...trouble} />
      ))}
      <Means detail={detail} />
      {detail.local && path !== lab ? (
        <Link href={lab} className="link ms-1 inline-block min-h-6">
          {t('layout.down.lab')}
        </Link>
      ) : null}
    </Notice>
  );
}

function Means({ detail: { counts, controllerId } }: { detail: ClusterDetail }) {
  const { t } = useText();
  const words = [
    ...(counts.leaderlessPartitions > 0 ? [t('layout.down.means.leaderless', { count: counts.leaderlessPartitions })] : []),
    ...(counts.underMinIsrPartitions > 0 ? [t('layout.down.means.underMinIsr', { count: counts.underMinIsrPartitions })] : []),
    ...(controllerId === null ? [t('layout.down.means.noController')] : []),
  ];
  return <span className="text-muted">{words.length === 0 ? t('layout.down.means.fine') : words.join(' ')}</span>;
}

function ProcessWords({ broker, kind, restarts, lastExit }: ReturnType<typeof brokerTroubles>[number]) {
  const { t } = useText();
  const words = (): string => {
    switch (kind) {
      case 'restarting':
        return t('layout.down.restarting', { broker: broker.id, restarts: t('layout.down.restarts', { count: restarts }) });
      case 'starting':
        return t('layout.down.starting', { broker: broker.id });
      case 'frozen':
      case 'stopping':
      case 'stopped':
      case 'killed':
        return t(`layout.down.${kind}`);
    }
  };
  return (
    <>
      {words()} {lastExit === null ? null : <>{t('layout.down.lastExit', { exit: lastExit })} </>}
    </>
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
