'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { NotRead } from '@/components/ui/not-read';
import { PageError } from '@/components/ui/page-error';
import { Fact, PageHead } from '@/components/ui/page-head';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import { Ticking } from '@/components/ui/ticking';
import type { BrokerProcess, BrokerSummary, ClusterDetail } from '@/lib/contracts/cluster';
import { brokerPath } from '@/lib/format/console-paths';
import { followsInSync } from '@/lib/format/follows-in-sync';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { useLimitText } from '@/lib/queries/clusters/use-limit-text';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { BrokerState } from './broker-state';
import { BrokerTrouble } from './broker-trouble';
import { DiskFree } from './disk-free';
import { QuorumRole } from './quorum-role';

/** What is left out first. */
const wideOnly = 'max-[1500px]:hidden';

interface BrokerListProps {
  cluster: string;
  /** The replica map, under the table. */
  map: ReactNode;
}

/** The brokers there are, dead ones too. What only the supervisor knows is left out where there is none, with the reason. */
export function BrokerList({ cluster, map }: BrokerListProps) {
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(clusterDetailQuery(cluster));
  return (
    <>
      <PageHead title={t('brokers.title')} {...(data === undefined ? {} : { facts: <Facts detail={data} /> })} />
      {data === undefined && error === null ? <SkeletonRows rows={3} label={t('brokers.loading')} /> : null}
      {data === undefined && error !== null ? (
        <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : <Brokers detail={data} />}
      {data === undefined || data.brokers.length === 0 ? null : map}
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
          : t('brokers.facts.controller', { broker: detail.controllerId })}
      </Fact>
      {detail.clusterId === null ? null : (
        <Fact>{rich('brokers.facts.clusterId', { id: <bdi className="font-mono break-all">{detail.clusterId}</bdi> })}</Fact>
      )}
    </>
  );
}

function Brokers({ detail }: { detail: ClusterDetail }) {
  const { t } = useText();
  const limitText = useLimitText(detail.id);
  if (detail.brokers.length === 0) return <NotRead />;
  const hasProcesses = detail.brokers.some(({ process }) => process !== null);
  const hasRacks = detail.brokers.some(({ rack }) => rack !== null);
  const limits = (['DescribeQuorum', 'DescribeLogDirs'] as const).map(limitText).filter((text) => text !== undefined);
  return (
    <>
      <TableFrame label={t('brokers.table')}>
        <Table>
          <thead>
            <tr>
              <Th>{t('brokers.columns.broker')}</Th>
              <Th>{t('brokers.columns.state')}</Th>
              <Th>{t('brokers.columns.quorum')}</Th>
              {hasRacks ? <Th>{t('brokers.columns.rack')}</Th> : null}
              <Th num>{t('brokers.columns.leads')}</Th>
              <Th num>{t('brokers.columns.follows')}</Th>
              <Th title={t('brokers.columns.trouble')}>{t('brokers.columns.troubleShort')}</Th>
              <Th num>{t('brokers.columns.size')}</Th>
              <Th num>{t('brokers.columns.disk')}</Th>
              <Th>{t('brokers.columns.version')}</Th>
              {hasProcesses ? <ProcessHeads /> : null}
            </tr>
          </thead>
          <tbody>
            {detail.brokers.map((broker) => (
              <Row key={broker.id} cluster={detail.id} broker={broker} hasProcesses={hasProcesses} hasRacks={hasRacks} />
            ))}
          </tbody>
        </Table>
      </TableFrame>
      {limits.map((text) => (
        <p key={text} className="text-sm text-faint">
          {text}
        </p>
      ))}
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
      <Th num className={wideOnly}>
        {t('brokers.columns.requests')}
      </Th>
    </>
  );
}

interface RowProps {
  cluster: string;
  broker: BrokerSummary;
  hasProcesses: boolean;
  hasRacks: boolean;
}

function Row({ cluster, broker, hasProcesses, hasRacks }: RowProps) {
  const { t } = useText();
  const format = useFormat();
  const unknown = <span className="text-faint">{t('common.notKnown')}</span>;
  return (
    <Tr>
      <Td>
        <Link href={brokerPath(cluster, broker.id)} className="inline-block min-h-6 py-0.5 font-medium hover:underline">
          {t('brokers.name', { id: broker.id })}
        </Link>
        <span className="ms-2 font-mono text-sm text-muted max-sm:ms-0 max-sm:block max-sm:pb-1">
          <bdi dir="ltr">{`${broker.host}:${broker.port}`}</bdi>
        </span>
      </Td>
      <Td>
        <BrokerState broker={broker} />
      </Td>
      <Td>
        <QuorumRole role={broker.quorumRole} />
      </Td>
      {hasRacks ? <Td mono>{broker.rack ?? unknown}</Td> : null}
      <Td num>{format.count(broker.leaderCount)}</Td>
      <Td num>{format.count(followsInSync(broker))}</Td>
      <Td className="py-0.5">
        <BrokerTrouble isShort broker={broker} whenFine={<span className="text-faint">{t('brokers.trouble.none')}</span>} />
      </Td>
      <Td num>{broker.sizeBytes === null ? unknown : <bdi className="isolated">{format.bytes(broker.sizeBytes)}</bdi>}</Td>
      <Td num>
        <DiskFree totalBytes={broker.diskTotalBytes} freeBytes={broker.diskFreeBytes} />
      </Td>
      <Td>
        {broker.version === null ? (
          unknown
        ) : (
          <span title={t('brokers.versionHint', { version: broker.version })} className="font-mono text-sm">
            {broker.version}
          </span>
        )}
      </Td>
      {hasProcesses ? <ProcessCells process={broker.process} /> : null}
    </Tr>
  );
}

function ProcessCells({ process }: { process: BrokerProcess | null }) {
  const { t } = useText();
  const format = useFormat();
  const cell = (value: number | null | undefined, write: (value: number) => string, className = '') => (
    <Td num className={className}>
      {value === null || value === undefined ? (
        <span className="text-faint">{t('common.notKnown')}</span>
      ) : (
        <Ticking text={write(value)} />
      )}
    </Td>
  );
  return (
    <>
      {cell(process?.connections, format.count)}
      {cell(process?.bytesInPerSecond, format.bytesPerSecond)}
      {cell(process?.bytesOutPerSecond, format.bytesPerSecond)}
      {cell(process?.requestsPerSecond, format.rate, wideOnly)}
    </>
  );
}
