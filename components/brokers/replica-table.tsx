'use client';
import Link from 'next/link';
import { useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Sign, type SignKind } from '@/components/ui/sign';
import { Tag } from '@/components/ui/tag';
import { useRowWindow } from '@/components/ui/use-row-window';
import type { BrokerReplica } from '@/lib/contracts/broker';
import { topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

type RoleFilter = 'all' | BrokerReplica['role'];
const roleFilters: readonly RoleFilter[] = ['all', 'leader', 'in-sync', 'lagging', 'offline'];

const signs: Record<BrokerReplica['role'], SignKind> = {
  leader: 'disc',
  'in-sync': 'ring',
  lagging: 'dashed',
  offline: 'cross',
};

const rowHeight = 30;
const rowsInSight = 18;
const columns =
  'grid grid-cols-[minmax(7rem,2fr)_3.5rem_minmax(7.5rem,1fr)_4rem_minmax(4.5rem,6rem)_minmax(5rem,6rem)_minmax(0,1.2fr)] items-center gap-x-3 px-3';

interface ReplicaTableProps {
  cluster: string;
  broker: number;
  replicas: readonly BrokerReplica[];
}

/** Every replica on a broker: its role, how far behind it is, how large. */
export function ReplicaTable({ cluster, broker, replicas }: ReplicaTableProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<RoleFilter>('all');
  const words = typed.trim().toLowerCase();
  const found = replicas.filter(
    (replica) => (role === 'all' || replica.role === role) && replica.topic.toLowerCase().includes(words),
  );
  return (
    <>
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
        <Select
          aria-label={t('brokers.detail.replicas.roleFilter')}
          className="w-44"
          value={role}
          onChange={setRole}
          options={roleFilters.map((value) => ({
            value,
            label: value === 'all' ? t('brokers.detail.replicas.all') : t(`brokers.detail.replicas.roles.${value}`),
          }))}
        />
        <span role="status" className="text-muted">
          {t('brokers.map.count', { count: found.length })}
        </span>
      </div>
      {found.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface px-3.5 py-2 text-muted">
          {t(replicas.length === 0 ? 'brokers.detail.replicas.none' : 'brokers.detail.replicas.noMatch')}
        </p>
      ) : (
        <Rows cluster={cluster} broker={broker} replicas={found} />
      )}
    </>
  );
}

function Rows({ cluster, broker, replicas }: ReplicaTableProps) {
  const { t } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const { shown } = useRowWindow(scroller, { count: replicas.length, rowHeight, headHeight: rowHeight });
  const head = (key: 'topic' | 'partition' | 'role' | 'leader' | 'behind' | 'size', isFigure = false) => (
    <span role="columnheader" className={cx(isFigure && '[text-align:right]')}>
      {t(`brokers.detail.replicas.${key}`)}
    </span>
  );
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={t('brokers.detail.replicas.table', { id: broker })}
      aria-rowcount={replicas.length + 1}
      tabIndex={0}
      style={{ maxBlockSize: rowHeight * (rowsInSight + 1) }}
      className="min-w-0 overflow-auto rounded-lg border border-line bg-surface [overflow-anchor:none]"
    >
      <div role="rowgroup" className="sticky inset-bs-0 z-1 min-w-[46rem] border-b border-line bg-surface">
        <div role="row" aria-rowindex={1} className={cx(columns, 'h-[30px] text-sm font-medium text-faint')}>
          {head('topic')}
          {head('partition')}
          {head('role')}
          {head('leader')}
          {head('behind', true)}
          {head('size', true)}
          <span role="columnheader" />
        </div>
      </div>
      <div role="rowgroup" className="relative min-w-[46rem]" style={{ blockSize: replicas.length * rowHeight }}>
        {shown.map((index) => {
          const replica = replicas[index];
          return replica === undefined ? null : (
            <Row key={index} cluster={cluster} replica={replica} index={index} top={index * rowHeight} />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  cluster: string;
  replica: BrokerReplica;
  index: number;
  top: number;
}

function Row({ cluster, replica, index, top }: RowProps) {
  const { t } = useText();
  const format = useFormat();
  const { topic, partition, role, leader, isPreferred, offsetLag, sizeBytes, moving } = replica;
  const roleWords = t(`brokers.detail.replicas.roles.${role}`);
  const unknown = <span className="text-faint">{t('common.notKnown')}</span>;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      style={{ insetBlockStart: top, blockSize: rowHeight }}
      className={cx(columns, 'absolute inset-x-0 border-b border-line/65')}
    >
      <span role="cell" className="flex min-w-0 font-mono text-sm">
        <Link dir="ltr" href={topicPath(cluster, topic, 'partitions')} title={topic} className="truncate hover:underline">
          {topic}
        </Link>
      </span>
      <span role="cell">
        <PartitionChip partition={partition} />
      </span>
      <span role="cell" className="flex items-center gap-1 whitespace-nowrap">
        <span aria-hidden>
          <Sign kind={signs[role]} label="" />
        </span>
        {roleWords}
      </span>
      <span role="cell" className="text-muted">
        {leader ?? t('partitions.noLeader')}
      </span>
      <span role="cell" className={cx('[text-align:right]', role === 'lagging' ? 'text-warn' : 'text-muted')}>
        {role === 'leader' || role === 'offline' || offsetLag === null ? unknown : format.count(offsetLag)}
      </span>
      <span role="cell" className="[text-align:right] text-muted">
        {sizeBytes === null ? unknown : <bdi className="isolated">{format.bytes(sizeBytes)}</bdi>}
      </span>
      <span role="cell" className="flex gap-1">
        {isPreferred && role !== 'leader' ? <Tag>{t('brokers.detail.replicas.preferred')}</Tag> : null}
        {moving === null ? null : <Tag tone="warn">{t(`brokers.detail.replicas.${moving}`)}</Tag>}
      </span>
    </div>
  );
}
