'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import { Time } from '@/components/ui/time';
import type { BrokerSummary, ClusterDetail } from '@/lib/contracts/cluster';
import { clusterPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { brokerTroubles } from './broker-troubles';
import { ProcessWords } from './process-words';

/** Which broker is gone, since when and why, and what that means for whoever reads and writes. Not in the lab, which has its own place for it. */
export function BrokersDown({ detail }: { detail: ClusterDetail }) {
  const { t } = useText();
  const title = useTitle(detail);
  const path = usePathname();
  const lab = clusterPath(detail.id, 'lab');
  if (path === lab || title === null) return null;
  return (
    <Notice tone="bad" title={title}>
      <Words detail={detail} isBrief={path === clusterPath(detail.id)} />
      {detail.local ? (
        <Link href={lab} className="link ms-1 inline-block min-h-6">
          {t('layout.down.lab')}
        </Link>
      ) : null}
    </Notice>
  );
}

/** The same in a line of its own that takes the place of another: nothing below it moves away from under the pointer. */
export function BrokersDownLine({ cluster, otherwise }: { cluster: string; otherwise: ReactNode }) {
  const { data } = useQuery(clusterDetailQuery(cluster));
  return data?.reachable === true ? <Line detail={data} otherwise={otherwise} /> : otherwise;
}

function Line({ detail, otherwise }: { detail: ClusterDetail; otherwise: ReactNode }) {
  const title = useTitle(detail);
  if (title === null) return otherwise;
  return (
    <p role="alert">
      <strong className="font-medium text-bad">{title}</strong> <Words detail={detail} isBrief={false} />
    </p>
  );
}

const goneOf = (brokers: readonly BrokerSummary[]): BrokerSummary[] => brokers.filter(({ alive }) => !alive);

function useTitle({ brokers }: ClusterDetail): string | null {
  const { t } = useText();
  const format = useFormat();
  const gone = goneOf(brokers);
  return gone.length === 0 ? null : t('layout.down.brokers', { count: gone.length, ids: format.list(gone.map(({ id }) => id)) });
}

/** `isBrief`: what is wrong is the first sentence of the page anyhow. */
function Words({ detail, isBrief }: { detail: ClusterDetail; isBrief: boolean }) {
  const { rich } = useText();
  const gone = goneOf(detail.brokers);
  const [only] = gone;
  const sinceMs = only?.process?.sinceMs;
  return (
    <>
      {rich('layout.down.at', {
        addresses: (
          <bdi dir="ltr" className="font-mono">
            {gone.map(({ host, port }) => `${host}:${port}`).join(', ')}
          </bdi>
        ),
      })}
      {gone.length > 1 || sinceMs === undefined ? (
        '. '
      ) : (
        <> {rich('layout.down.sinceComma', { time: <Time atMs={sinceMs} style="time" /> })} </>
      )}
      {brokerTroubles(gone).map((trouble) => (
        <ProcessWords key={trouble.broker.id} trouble={trouble} isOnly={gone.length === 1} />
      ))}
      <Means detail={detail} isBrief={isBrief} />
    </>
  );
}

function Means({ detail: { counts, health }, isBrief }: { detail: ClusterDetail; isBrief: boolean }) {
  const { t } = useText();
  const words = [
    ...(counts.leaderlessPartitions > 0 ? [t('layout.down.means.leaderless', { count: counts.leaderlessPartitions })] : []),
    ...(counts.underMinIsrPartitions > 0 ? [t('layout.down.means.underMinIsr', { count: counts.underMinIsrPartitions })] : []),
    ...(health.facts.some(({ code }) => code === 'no-controller') ? [t('layout.down.means.noController')] : []),
  ];
  if (isBrief && words.length > 0) return null;
  return <span className="text-muted">{words.length === 0 ? t('layout.down.means.fine') : words.join(' ')}</span>;
}
