'use client';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { useNow } from '@/components/ui/now';
import { Fact, PageHead } from '@/components/ui/page-head';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import { Tag, type Tone } from '@/components/ui/tag';
import { Ticking } from '@/components/ui/ticking';
import type { BrokerProcess, BrokerSummary, ClusterDetail } from '@/lib/contracts/cluster';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';

/** The brokers there are, dead ones too. What only the supervisor knows is left out where there is none, with the reason. */
export function BrokerList({ cluster }: { cluster: string }) {
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(clusterDetailQuery(cluster));
  return (
    <>
      <PageHead title={t('brokers.title')} {...(data === undefined ? {} : { facts: <Facts detail={data} /> })} />
      {data === undefined && error === null ? <SkeletonRows rows={3} label={t('brokers.loading')} /> : null}
      {data === undefined && error !== null ? (
        <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : <Brokers detail={data} />}
    </>
  );
}

function Facts({ detail }: { detail: ClusterDetail }) {
  const { t, rich } = useText();
  return (
    <>
      <Fact>
        {detail.controllerId === null
          ? t('brokers.facts.noController')
          : t('brokers.facts.controller', { broker: String(detail.controllerId) })}
      </Fact>
      {detail.clusterId === null ? null : (
        <Fact>{rich('brokers.facts.clusterId', { id: <bdi className="font-mono break-all">{detail.clusterId}</bdi> })}</Fact>
      )}
    </>
  );
}

function Brokers({ detail }: { detail: ClusterDetail }) {
  const { t } = useText();
  if (detail.brokers.length === 0) return <EmptyState title={t('brokers.none')} />;
  const hasProcesses = detail.brokers.some(({ process }) => process !== null);
  const hasRacks = detail.brokers.some(({ rack }) => rack !== null);
  return (
    <>
      <TableFrame label={t('brokers.table')}>
        <Table>
          <thead>
            <tr>
              <Th>{t('brokers.columns.broker')}</Th>
              <Th className="max-sm:hidden">{t('brokers.columns.address')}</Th>
              <Th>{t('brokers.columns.state')}</Th>
              {hasRacks ? <Th>{t('brokers.columns.rack')}</Th> : null}
              <Th num>{t('brokers.columns.leads')}</Th>
              <Th num>{t('brokers.columns.follows')}</Th>
              <Th num>{t('brokers.columns.outOfSync')}</Th>
              <Th num>{t('brokers.columns.size')}</Th>
              {hasProcesses ? <ProcessHeads /> : null}
            </tr>
          </thead>
          <tbody>
            {detail.brokers.map((broker) => (
              <Row key={broker.id} broker={broker} hasProcesses={hasProcesses} hasRacks={hasRacks} />
            ))}
          </tbody>
        </Table>
      </TableFrame>
      {hasProcesses ? null : <p className="text-sm text-faint">{t('brokers.notOurs')}</p>}
    </>
  );
}

function ProcessHeads() {
  const { t } = useText();
  return (
    <>
      <Th num>{t('brokers.columns.connections')}</Th>
      <Th num>{t('brokers.columns.bytesIn')}</Th>
      <Th num>{t('brokers.columns.bytesOut')}</Th>
      <Th num>{t('brokers.columns.requests')}</Th>
    </>
  );
}

function Row({ broker, hasProcesses, hasRacks }: { broker: BrokerSummary; hasProcesses: boolean; hasRacks: boolean }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <Tr>
      <Td>
        <span className="font-medium">{t('brokers.name', { id: String(broker.id) })}</span>{' '}
        {broker.isController ? <Tag>{t('brokers.controller')}</Tag> : null}
        <bdi dir="ltr" className="block pb-1 font-mono text-sm text-muted sm:hidden">{`${broker.host}:${broker.port}`}</bdi>
      </Td>
      <Td mono className="text-muted max-sm:hidden">
        <bdi dir="ltr">{`${broker.host}:${broker.port}`}</bdi>
      </Td>
      <Td>
        <State broker={broker} />
      </Td>
      {hasRacks ? <Td mono>{broker.rack ?? t('common.notKnown')}</Td> : null}
      <Td num>{format.count(broker.leaderCount)}</Td>
      <Td num>{format.count(Math.max(0, broker.replicaCount - broker.leaderCount))}</Td>
      <Td num className={broker.outOfSyncCount > 0 ? 'text-warn' : 'text-faint'}>
        {format.count(broker.outOfSyncCount)}
      </Td>
      <Td num>
        {broker.sizeBytes === null ? t('common.notKnown') : <bdi className="isolated">{format.bytes(broker.sizeBytes)}</bdi>}
      </Td>
      {hasProcesses ? <ProcessCells process={broker.process} /> : null}
    </Tr>
  );
}

function ProcessCells({ process }: { process: BrokerProcess | null }) {
  const { t } = useText();
  const format = useFormat();
  const cell = (value: number | null | undefined, write: (value: number) => string) => (
    <Td num>{value === null || value === undefined ? t('common.notKnown') : <Ticking text={write(value)} />}</Td>
  );
  return (
    <>
      {cell(process?.connections, format.count)}
      {cell(process?.bytesInPerSecond, format.bytesPerSecond)}
      {cell(process?.bytesOutPerSecond, format.bytesPerSecond)}
      {cell(process?.requestsPerSecond, format.rate)}
    </>
  );
}

function toneOf(state: BrokerProcess['state']): Tone {
  switch (state) {
    case 'running':
      return 'live';
    case 'starting':
    case 'restarting':
      return 'warn';
    case 'down':
    case 'stopped':
      return 'bad';
  }
}

function State({ broker }: { broker: BrokerSummary }) {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const { process } = broker;
  if (process === null)
    return <Tag tone={broker.alive ? 'live' : 'bad'}>{t(broker.alive ? 'brokers.alive' : 'brokers.dead')}</Tag>;
  return (
    <span className="flex items-center gap-2">
      <Tag tone={toneOf(process.state)}>{t(`brokers.states.${process.state}`)}</Tag>
      <span className="text-sm text-muted">
        {t('brokers.since', { duration: format.duration(Math.max(0, now - process.sinceMs)) })}
        {process.restarts === 0 ? null : (
          <span title={process.lastExit === null ? undefined : t('brokers.lastExit', { exit: process.lastExit })}>
            {' · '}
            {t('brokers.restarts', { count: process.restarts })}
          </span>
        )}
      </span>
    </span>
  );
}
