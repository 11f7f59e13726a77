'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import type { TopicListQuery } from '@/lib/contracts/topic';
import { clusterPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery, clusterListQuery } from '@/lib/queries/clusters/cluster-queries';
import { useLiveTopics } from '@/lib/queries/stream/use-live';
import { topicListQuery } from '@/lib/queries/topics/topic-queries';
import { BrokerCard } from './broker-card';
import { ElectLeaders } from './elect-leaders';
import { ProofCard } from './proof-card';

interface LabViewProps {
  cluster: string;
  /** Of the address; null for the one that suggests itself. */
  topic: string | null;
  onTopic: (topic: string) => void;
  legend: ReactNode;
  map: (topic: string) => ReactNode;
  events: (topic: string | undefined) => ReactNode;
}

const proofTopic = 'ottla.lab';
const topicsShown: TopicListQuery = { q: '', internal: false, sort: 'name', page: 1, pageSize: 200 };

/** Where the local cluster is broken on purpose: its brokers, a map, the proof, and what happened. */
export function LabView(props: LabViewProps) {
  const { cluster } = props;
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(clusterDetailQuery(cluster));
  if (data?.local === false) return <NotLocal detail={data} />;
  return (
    <>
      <header className="grid gap-0.5">
        <h1 className="text-2xl font-semibold tracking-tight">{t('lab.title')}</h1>
        <p className="text-muted">{t('lab.lead')}</p>
      </header>
      {data === undefined && error === null ? <LabSkeleton label={t('lab.loading')} /> : null}
      {data === undefined && error !== null ? (
        <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : <Loaded {...props} detail={data} />}
    </>
  );
}

function Loaded({ cluster, topic, onTopic, legend, map, events, detail }: LabViewProps & { detail: ClusterDetail }) {
  const { t } = useText();
  useLiveTopics(cluster, topicsShown);
  const { data: topics } = useQuery(topicListQuery(cluster, topicsShown));
  const names = (topics?.topics ?? []).map(({ name }) => name);
  const chosen = names.find((name) => name === topic) ?? names.find((name) => name === proofTopic) ?? names[0];
  return (
    <>
      {detail.supervisor === 'silent' ? <Notice tone="bad">{t('lab.silent')}</Notice> : null}
      {detail.brokers.length === 1 ? <Notice tone="info">{t('lab.single')}</Notice> : null}
      <section aria-label={t('lab.brokers')} className="grid gap-3.5 sm:grid-cols-[repeat(auto-fit,minmax(17rem,1fr))]">
        {detail.brokers.map((broker) => (
          <BrokerCard key={broker.id} cluster={cluster} broker={broker} />
        ))}
      </section>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-3">
          <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
            {chosen === undefined ? null : (
              <Select
                aria-label={t('lab.topic.label')}
                className="w-64 max-w-full font-mono"
                value={chosen}
                onChange={onTopic}
                options={names.map((name) => ({ value: name, label: name }))}
              />
            )}
            {legend}
          </div>
          {chosen === undefined ? (
            <p className="rounded-lg border border-line bg-surface px-3.5 py-2 text-muted">{t('lab.topic.none')}</p>
          ) : (
            map(chosen)
          )}
          <ElectLeaders cluster={cluster} waiting={detail.counts.preferredNotLeading} />
          {events(chosen)}
        </div>
        <div className="min-w-0 max-xl:order-first">
          <ProofCard cluster={cluster} />
        </div>
      </div>
    </>
  );
}

function NotLocal({ detail }: { detail: ClusterDetail }) {
  const { t } = useText();
  const { data } = useQuery(clusterListQuery());
  const local = data?.clusters.find((cluster) => cluster.local);
  return (
    <EmptyState
      isPage
      title={t('lab.notLocal.title')}
      actions={
        <>
          {local === undefined ? null : (
            <Link href={clusterPath(local.id, 'lab')} className={buttonClass('primary')}>
              {t('lab.notLocal.local')}
            </Link>
          )}
          <Link href={clusterPath(detail.id)} className={buttonClass()}>
            {t('lab.notLocal.overview')}
          </Link>
        </>
      }
    >
      {t('lab.notLocal.text', { cluster: detail.name })}
    </EmptyState>
  );
}

function LabSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-3.5">
      <div className="grid gap-3.5 sm:grid-cols-3">
        {['a', 'b', 'c'].map((name) => (
          <Skeleton key={name} className="h-28 rounded-lg" />
        ))}
      </div>
      <Skeleton className="h-56 rounded-lg" />
    </div>
  );
}
