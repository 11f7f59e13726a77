'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { Fact, PageHead } from '@/components/ui/page-head';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { BrokerDetail } from '@/lib/contracts/broker';
import type { BrokerSummary } from '@/lib/contracts/cluster';
import { clusterPath } from '@/lib/format/console-paths';
import { followsInSync } from '@/lib/format/follows-in-sync';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { brokerDetailQuery } from '@/lib/queries/brokers/broker-queries';
import { useLiveBroker } from '@/lib/queries/brokers/use-live-broker';
import { BrokerState } from './broker-state';
import { BrokerTrouble } from './broker-trouble';
import { brokerViews, type BrokerViewKind } from './broker-view-kinds';
import { DiskFree } from './disk-free';
import { LogDirTable } from './log-dir-table';
import { QuorumRole } from './quorum-role';
import { ReplicaTable } from './replica-table';

interface BrokerViewProps {
  cluster: string;
  broker: number;
  view: BrokerViewKind;
  onView: (view: BrokerViewKind) => void;
  /** Its settings. */
  configs: ReactNode;
}

/** One broker, live: what it is in the cluster, what it holds, its disks and its settings. */
export function BrokerView({ cluster, broker, view, onView, configs }: BrokerViewProps) {
  const { t } = useText();
  useLiveBroker(cluster, broker);
  const { data, error, isFetching, refetch } = useQuery(brokerDetailQuery(cluster, broker));
  const all = clusterPath(cluster, 'brokers');
  const isGone = error instanceof ApiError && error.code === 'BROKER_NOT_FOUND';
  if (data === undefined && isGone) {
    return (
      <EmptyState
        isPage
        title={t('brokers.detail.gone', { id: broker })}
        actions={
          <Link href={all} className={buttonClass('primary')}>
            {t('brokers.detail.all')}
          </Link>
        }
      >
        {t('brokers.detail.goneText')}
      </EmptyState>
    );
  }
  return (
    <>
      <PageHead
        title={t('brokers.name', { id: broker })}
        crumbs={[{ href: all, label: t('brokers.title') }]}
        {...(data === undefined ? {} : { facts: <Facts detail={data} /> })}
        actions={
          data === undefined || data.broker.process === null ? null : (
            <Link href={clusterPath(cluster, 'lab')} className={buttonClass()}>
              {t(`brokers.detail.lab.${labWordsOf(data.broker)}`)}
            </Link>
          )
        }
      />
      {data === undefined && error === null ? <SkeletonRows rows={8} label={t('brokers.detail.loading')} /> : null}
      {data === undefined && error !== null ? (
        <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : (
        <>
          <Segmented
            label={t('brokers.detail.views')}
            value={view}
            onChange={onView}
            options={brokerViews.map((value) => ({ value, label: t(`brokers.detail.view.${value}`) }))}
            className="self-start"
          />
          <View cluster={cluster} view={view} detail={data} configs={configs} />
        </>
      )}
    </>
  );
}

function labWordsOf({ process }: BrokerSummary): 'up' | 'frozen' | 'down' {
  if (process?.state === 'frozen') return 'frozen';
  return process?.actions.includes('start') === true ? 'down' : 'up';
}

function View({
  cluster,
  view,
  detail,
  configs,
}: Pick<BrokerViewProps, 'cluster' | 'view' | 'configs'> & { detail: BrokerDetail }) {
  const { t } = useText();
  if (view !== 'partitions' && !detail.broker.alive) return <p className="text-muted">{t('brokers.detail.silent')}</p>;
  switch (view) {
    case 'partitions':
      return <ReplicaTable cluster={cluster} broker={detail.broker.id} replicas={detail.replicas} />;
    case 'configs':
      return configs;
    case 'log-dirs':
      return <LogDirTable cluster={cluster} broker={detail.broker.id} logDirs={detail.logDirs} />;
  }
}

function Facts({ detail: { broker } }: { detail: BrokerDetail }) {
  const { t, rich } = useText();
  const format = useFormat();
  return (
    <>
      <BrokerState broker={broker} />
      {broker.quorumRole === null ? null : <QuorumRole role={broker.quorumRole} />}
      <BrokerTrouble broker={broker} whenFine={null} />
      <Fact>
        <bdi dir="ltr" className="font-mono">
          {`${broker.host}:${broker.port}`}
        </bdi>
      </Fact>
      <Fact>{rich('brokers.detail.leads', { n: <b>{format.count(broker.leaderCount)}</b> })}</Fact>
      <Fact>{rich('brokers.detail.follows', { n: <b>{format.count(followsInSync(broker))}</b> })}</Fact>
      {broker.sizeBytes === null ? null : (
        <Fact>
          <b className="isolated">{format.bytes(broker.sizeBytes)}</b>
        </Fact>
      )}
      {broker.diskFreeBytes === null ? null : (
        <Fact>
          {t('brokers.columns.disk')}{' '}
          <b>
            <DiskFree totalBytes={broker.diskTotalBytes} freeBytes={broker.diskFreeBytes} />
          </b>
        </Fact>
      )}
      {broker.version === null ? null : <Fact>{t('brokers.versionOf', { version: broker.version })}</Fact>}
    </>
  );
}
