'use client';
import { cx } from '@/components/ui/cx';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { OffsetsPartition } from '@/lib/contracts/stream';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { brokersOf, replicaRole, type ReplicaRole } from './partition-row-data';
import { ReplicaSign } from './replica-sign';

const roles = ['leader', 'in-sync', 'lagging', 'offline'] as const satisfies readonly ReplicaRole[];
/** A broker of a wide topic leads more than a cell holds. */
const chipsMax = 24;
/** More than these would stand below each other on a phone: the table scrolls sideways instead. */
const chipsInNarrowCell = 6;

/** The same map, turned: what each broker has of this topic. */
export function BrokerTable({ topic, partitions }: { topic: string; partitions: readonly OffsetsPartition[] }) {
  const { t } = useText();
  return (
    <TableFrame label={t('partitions.brokersOf', { topic })}>
      <Table>
        <thead>
          <tr>
            <Th>{t('partitions.columns.broker')}</Th>
            {roles.map((role) => (
              <Th key={role}>{t(`partitions.has.${role}`)}</Th>
            ))}
            <Th num>{t('partitions.columns.rate')}</Th>
            <Th num>{t('partitions.columns.bytes')}</Th>
          </tr>
        </thead>
        <tbody>
          {brokersOf(partitions).map((broker) => (
            <BrokerRow key={broker} broker={broker} partitions={partitions} />
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function BrokerRow({ broker, partitions }: { broker: number; partitions: readonly OffsetsPartition[] }) {
  const { t } = useText();
  const format = useFormat();
  const led = partitions.filter((partition) => partition.leader === broker);
  const sum = (of: (partition: OffsetsPartition) => number | null) =>
    led.reduce((total, partition) => total + (of(partition) ?? 0), 0);
  return (
    <Tr>
      <Td className="font-medium">{t('partitions.broker', { broker })}</Td>
      {roles.map((role) => (
        <Td key={role} wraps className="py-1 align-top">
          <Chips
            broker={broker}
            role={role}
            partitions={partitions.filter((partition) => replicaRole(partition, broker) === role)}
          />
        </Td>
      ))}
      <Td num>
        <span className="isolated">{format.rate(sum((partition) => partition.messagesPerSecond))}</span>
      </Td>
      <Td num>
        <span className="isolated">{format.bytesPerSecond(sum((partition) => partition.bytesPerSecond))}</span>
      </Td>
    </Tr>
  );
}

function Chips({ broker, role, partitions }: { broker: number; role: ReplicaRole; partitions: readonly OffsetsPartition[] }) {
  const { t } = useText();
  if (partitions.length === 0) return <span className="text-faint">{t('common.notKnown')}</span>;
  return (
    <span className={cx('inline-flex flex-wrap items-center gap-1', partitions.length > chipsInNarrowCell && 'min-w-44')}>
      <ReplicaSign role={role} broker={broker} />
      <span className="me-1 font-mono">{partitions.length}</span>
      {partitions.slice(0, chipsMax).map(({ partition }) => (
        <PartitionChip key={partition} partition={partition} />
      ))}
      {partitions.length > chipsMax ? (
        <span className="text-faint">{t('partitions.andMore', { count: partitions.length - chipsMax })}</span>
      ) : null}
    </span>
  );
}
