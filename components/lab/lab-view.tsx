'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import type { BrokerSummary, ClusterDetail } from '@/lib/contracts/cluster';
import type { ReplicaMapQuery } from '@/lib/contracts/replicas';
import { clusterPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery, clusterListQuery } from '@/lib/queries/clusters/cluster-queries';
import { replicaMapQuery } from '@/lib/queries/replicas/replica-queries';
import { useLiveReplicas } from '@/lib/queries/replicas/use-live-replicas';
import { BrokerCard } from './broker-card';
import { ElectLeaders } from './elect-leaders';
import { ProofCard } from './proof-card';

interface LabViewProps {
  cluster: string;
  /** Of the address; null for the one that suggests itself. */
  topic: string | null;
  onTopic: (topic: string) => void;
  /** What is wrong with the cluster; else what it is given. */
  trouble: (otherwise: ReactNode) => ReactNode;
  state: (broker: BrokerSummary) => ReactNode;
  legend: ReactNode;
  map: (topic: string) => ReactNode;
  events: (topic: string | undefined) => ReactNode;
}

const proofTopic = 'ottla.lab';
const mapped: ReplicaMapQuery = { q: '', internal: false, trouble: false };

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
        {props.trouble(<p className="text-muted">{t('lab.lead')}</p>)}
      </header>
      {data === undefined && error === null ? <LabSkeleton label={t('lab.loading')} /> : null}
      {data === undefined && error !== null ? (
        <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : <Loaded {...props} detail={data} />}
    </>
  );
}

function Loaded({ cluster, topic, onTopic, state, legend, map, events, detail }: LabViewProps & { detail: ClusterDetail }) {
  const { t } = useText();
  useLiveReplicas(cluster, mapped);
  const { data: replicas } = useQuery(replicaMapQuery(cluster, mapped));
  const names = (replicas?.topics ?? []).map(({ name }) => name);
  const chosen = names.find((name) => name === topic) ?? names.find((name) => name === proofTopic) ?? names[0];
  return (
    <>
      {detail.supervisor === 'silent' ? <Notice tone="bad">{t('lab.silent')}</Notice> : null}
      {detail.brokers.length === 1 ? <Notice tone="info">{t('lab.single')}</Notice> : null}
      <section aria-label={t('lab.brokers')} className="grid gap-3.5 sm:grid-cols-[repeat(auto-fit,minmax(12.5rem,1fr))]">
        {detail.brokers.map((broker) => (
          <BrokerCard key={broker.id} cluster={cluster} broker={broker} state={state(broker)} />
        ))}
      </section>
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-3">
          <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
            {chosen === undefined ? null : (
              <span dir="ltr" className="w-64 max-w-full font-mono">
                <Select
                  aria-label={t('lab.topic.label')}
                  title={chosen}
                  value={chosen}
                  onChange={onTopic}
                  options={names.map((name) => ({ value: name, label: name }))}
                />
              </span>
            )}
            {legend}
          </div>
          {replicas === undefined ? (
            <SkeletonRows rows={6} label={t('lab.topic.loading')} />
          ) : chosen === undefined ? (
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
