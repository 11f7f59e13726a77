'use client';
import Link from 'next/link';
import { cx } from '@/components/ui/cx';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Sparkline } from '@/components/ui/sparkline';
import { Td, Tr } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { Ticking } from '@/components/ui/ticking';
import { topicPath } from '@/lib/format/console-paths';
import { partitionHue } from '@/lib/format/partition-hue';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { PartitionRowData } from './partition-row-data';
import { ReplicaCell } from './replica-cell';
import type { SignKeys } from './use-sign-keys';

interface PartitionRowProps {
  cluster: string;
  topic: string;
  row: PartitionRowData;
  /** Columns of the replica map; null when there are too many and the ids are written instead. */
  brokers: readonly number[] | null;
  history: readonly (number | null)[] | undefined;
  leaderMoved: boolean;
  rowIndex: number;
  keys: SignKeys;
  /** Beside other things: the columns that can be reckoned from others are left out. */
  isCompact: boolean;
}

/** One partition: who has it, from where to where it reaches, and how fast it grows. */
export function PartitionRow(props: PartitionRowProps) {
  const { cluster, topic, row, brokers, history, leaderMoved, rowIndex, keys, isCompact } = props;
  const { t } = useText();
  const format = useFormat();
  const { partition, messageCount, lastSecond } = row;
  const hue = partitionHue(partition.partition);
  const unknown = <span className="text-faint">{t('common.notKnown')}</span>;
  const rate = partition.messagesPerSecond;
  const bytes = partition.bytesPerSecond;
  return (
    <Tr className={cx(row.worstLag !== null && 'bg-select')}>
      <Td>
        <Link
          href={`${topicPath(cluster, topic)}?p=${partition.partition}`}
          title={t('partitions.readIt', { partition: partition.partition })}
          className="rounded-full hover:underline"
        >
          <PartitionChip partition={partition.partition} />
        </Link>
      </Td>
      {brokers === null ? (
        <BrokerIds row={row} />
      ) : (
        brokers.map((broker, column) => (
          <Td key={broker} className="text-center">
            <ReplicaCell
              topic={topic}
              partition={partition}
              broker={broker}
              place={{ row: rowIndex, column }}
              keys={keys}
              moved={leaderMoved && partition.leader === broker}
              facts={{
                offsetLag: partition.replicaLag.find((lag) => lag.broker === broker)?.offsetLag ?? null,
                highWatermark: partition.highWatermark,
                sizeBytes: partition.sizeBytes,
              }}
            />
          </Td>
        ))
      )}
      <Td num mono className="text-faint">
        {partition.logStartOffset === null ? unknown : format.count(partition.logStartOffset)}
      </Td>
      <Td num mono>
        {partition.highWatermark === null ? unknown : <Ticking text={format.count(partition.highWatermark)} />}
      </Td>
      {isCompact ? null : (
        <Td num mono>
          {messageCount === null ? unknown : format.count(messageCount)}
        </Td>
      )}
      <Td num mono className={lastSecond === 0n ? 'text-faint' : undefined}>
        {lastSecond === null ? (
          unknown
        ) : (
          <span className="isolated">{t('partitions.plus', { count: format.count(lastSecond) })}</span>
        )}
      </Td>
      <Td num className={rate === 0 ? 'text-faint' : undefined}>
        {rate === null ? unknown : <span className="isolated">{format.rate(rate)}</span>}
      </Td>
      {isCompact ? null : (
        <Td num className={bytes === 0 ? 'text-faint' : undefined}>
          {bytes === null ? unknown : <span className="isolated">{format.bytesPerSecond(bytes)}</span>}
        </Td>
      )}
      <Td>
        {history === undefined ? (
          unknown
        ) : (
          <Sparkline hue={hue} values={history} label={t('partitions.plotOf', { partition: partition.partition })} />
        )}
      </Td>
      <Td num className="text-muted">
        {partition.sizeBytes === null ? unknown : <span className="isolated">{format.bytes(partition.sizeBytes)}</span>}
      </Td>
      <Td num className="text-muted">
        {partition.leaderEpoch < 0 ? unknown : format.count(partition.leaderEpoch)}
      </Td>
      {isCompact ? <Td className="w-full" /> : <TroubleCell row={row} />}
    </Tr>
  );
}

function BrokerIds({ row: { partition } }: { row: PartitionRowData }) {
  const { t } = useText();
  return (
    <>
      <Td num>{partition.leader ?? t('partitions.noLeader')}</Td>
      <Td mono>{partition.replicas.join(', ')}</Td>
      <Td mono>{partition.isr.join(', ')}</Td>
    </>
  );
}

function TroubleCell({ row }: { row: PartitionRowData }) {
  return (
    <Td className="w-full">
      <Trouble row={row} />
    </Td>
  );
}

/** What is wrong with a partition, in words. */
function Trouble({ row: { partition, worstLag } }: { row: PartitionRowData }) {
  const { t } = useText();
  const format = useFormat();
  const { leader, offlineReplicas, replicas, isr, addingReplicas, removingReplicas } = partition;
  if (leader === null) return <Tag tone="bad">{t('partitions.trouble.leaderless')}</Tag>;
  if (addingReplicas.length + removingReplicas.length > 0) {
    const target = replicas.filter((broker) => !removingReplicas.includes(broker));
    return <Tag>{t('partitions.trouble.moving', { brokers: target.join(', ') })}</Tag>;
  }
  if (worstLag !== null && worstLag.offsetLag > 0n) {
    return (
      <Tag tone="warn">{t('partitions.trouble.behind', { broker: worstLag.broker, count: Number(worstLag.offsetLag) })}</Tag>
    );
  }
  if (offlineReplicas.length > 0)
    return (
      <Tag tone="bad">
        {t('partitions.trouble.offline', {
          count: offlineReplicas.length,
          brokers: format.list(offlineReplicas.toSorted((a, b) => a - b)),
        })}
      </Tag>
    );
  if (isr.length < replicas.length)
    return <Tag tone="warn">{t('partitions.trouble.underReplicated', { count: replicas.length - isr.length })}</Tag>;
  return null;
}
