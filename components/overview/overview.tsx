'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageError } from '@/components/ui/page-error';
import { Skeleton } from '@/components/ui/skeleton';
import { useNow } from '@/components/ui/now';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { wasRead } from '@/lib/queries/clusters/was-read';
import { BusiestTopics } from './busiest-topics';
import { ConnectClient } from './connect-client';
import { GroupsBehind } from './groups-behind';
import { HealthSentence } from './health-sentence';
import { Limits } from './limits';
import { RateTiles } from './rate-tiles';

interface OverviewProps {
  cluster: string;
  /** The timeline of events. */
  happened: ReactNode;
}

export function Overview({ cluster, happened }: OverviewProps) {
  const { t } = useText();
  const { data, error, refetch, isFetching } = useQuery(clusterDetailQuery(cluster));
  if (data === undefined) {
    if (error === null) return <OverviewSkeleton label={t('common.loading')} />;
    return <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  if (!wasRead(data)) {
    return (
      <>
        <ClusterName detail={data} />
        <ConnectClient cluster={cluster} bootstrapServers={data.bootstrapServers} />
      </>
    );
  }
  return (
    <>
      <div className="grid gap-0.5">
        {data.reachable ? <HealthSentence detail={data} /> : <ClusterName detail={data} />}
        <Facts detail={data} />
      </div>
      <RateTiles detail={data} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        {happened}
        <div className="grid min-w-0 gap-4">
          <BusiestTopics cluster={cluster} />
          <GroupsBehind cluster={cluster} />
          <Limits limits={data.limits} />
        </div>
      </div>
      <ConnectClient cluster={cluster} bootstrapServers={data.bootstrapServers} />
    </>
  );
}

/** Where the health sentence would say again what the banner says. */
function ClusterName({ detail }: { detail: ClusterDetail }) {
  return <h1 className="text-xl font-medium tracking-tight">{detail.name}</h1>;
}

function Facts({ detail }: { detail: ClusterDetail }) {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const facts = [
    ...(detail.reachable ? [detail.name] : []),
    detail.controllerId === null ? t('overview.noController') : t('overview.controller', { broker: detail.controllerId }),
    t('overview.topics', { count: detail.counts.topics }),
    t('overview.partitions', { count: detail.counts.partitions }),
    ...(detail.startedAtMs === null
      ? []
      : [t('overview.up', { duration: format.duration(Math.max(0, now - detail.startedAtMs)) })]),
  ];
  return <p className="text-muted">{facts.join(' · ')}</p>;
}

function OverviewSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-4">
      <Skeleton className="h-5 w-2/3" />
      <div className="grid grid-cols-2 gap-3.5 lg:grid-cols-4">
        {['a', 'b', 'c', 'd'].map((name) => (
          <Skeleton key={name} className="h-28 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-40 rounded-lg" />
    </div>
  );
}
