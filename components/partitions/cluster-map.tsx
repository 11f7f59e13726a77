'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Busy } from '@/components/ui/busy';
import { PageError } from '@/components/ui/page-error';
import { Input } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Switch } from '@/components/ui/switch';
import { useDebounced } from '@/components/ui/use-debounced';
import { replicaMapPartitionsMax, type ReplicaMap, type ReplicaMapQuery } from '@/lib/contracts/replicas';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { replicaMapQuery } from '@/lib/queries/replicas/replica-queries';
import { useLiveReplicas } from '@/lib/queries/replicas/use-live-replicas';
import { MapTable } from './map-table';
import { ReplicaActionsProvider } from './replica-actions';
import { ReplicaLegend } from './replica-sign';

/** Every partition of the cluster × its brokers: one look tells who leads, who follows and who is behind. */
export function ClusterMap({ cluster }: { cluster: string }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [internal, setInternal] = useState(false);
  const [trouble, setTrouble] = useState(false);
  const query: ReplicaMapQuery = { q: useDebounced(typed.trim()), internal, trouble };
  useLiveReplicas(cluster, query);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(replicaMapQuery(cluster, query));
  return (
    <section className="grid min-w-0 gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h2 className="text-[14px] font-semibold">{t('brokers.map.title')}</h2>
        <ReplicaLegend />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="w-60 max-sm:w-full">
          <Input
            type="search"
            aria-label={t('brokers.map.filterLabel')}
            placeholder={t('brokers.map.filter')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
        <Switch label={t('brokers.map.trouble')} checked={trouble} onChange={setTrouble} />
        <Switch label={t('brokers.map.internal')} checked={internal} onChange={setInternal} />
        {data === undefined ? null : <Count map={data} />}
      </div>
      {data === undefined && error === null ? <SkeletonRows rows={6} label={t('brokers.map.loading')} /> : null}
      {data === undefined && error !== null ? (
        <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : (
        <Busy when={isPlaceholderData}>
          <ReplicaActionsProvider cluster={cluster}>
            {data.topics.length === 0 ? <Nothing map={data} query={query} /> : <MapTable cluster={cluster} map={data} />}
          </ReplicaActionsProvider>
        </Busy>
      )}
    </section>
  );
}

function Count({ map }: { map: ReplicaMap }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <span role="status" className="text-muted">
      {map.matching === map.partitions
        ? t('brokers.map.count', { count: map.matching })
        : t('brokers.map.of', {
            shown: format.count(map.matching),
            total: t('brokers.map.count', { count: map.partitions }),
          })}
      {map.matching > replicaMapPartitionsMax ? (
        <span className="text-warn"> · {t('brokers.map.cut', { max: format.count(replicaMapPartitionsMax) })}</span>
      ) : null}
    </span>
  );
}

function Nothing({ map, query }: { map: ReplicaMap; query: ReplicaMapQuery }) {
  const { t } = useText();
  const why = map.partitions === 0 ? 'empty' : query.trouble && query.q === '' ? 'noTrouble' : 'noMatch';
  return <p className="rounded-lg border border-line bg-surface px-3.5 py-2 text-muted">{t(`brokers.map.${why}`)}</p>;
}
