import type { PartitionReplicas } from '@/lib/contracts/replicas';
import type { OffsetsPartition } from '@/lib/contracts/stream';

/** A partition as the table shows it. */
export interface PartitionRowData {
  readonly partition: OffsetsPartition;
  /** High watermark minus log start offset; null while the partition does not answer. */
  readonly messageCount: bigint | null;
  /** Messages that came within the last second. */
  readonly lastSecond: bigint | null;
  /** The replica furthest behind its leader. */
  readonly worstLag: { readonly broker: number; readonly offsetLag: bigint } | null;
}

export function partitionRowData(partition: OffsetsPartition, lastSecond: bigint | null): PartitionRowData {
  const { highWatermark, logStartOffset } = partition;
  const messageCount = highWatermark === null || logStartOffset === null ? null : BigInt(highWatermark) - BigInt(logStartOffset);
  return { partition, messageCount, lastSecond, worstLag: worstLagOf(partition) };
}

/** Only replicas outside the ISR are behind: a replica in it may trail by what is in flight. */
function worstLagOf({ replicaLag, isr }: OffsetsPartition): PartitionRowData['worstLag'] {
  let worst: PartitionRowData['worstLag'] = null;
  for (const { broker, offsetLag } of replicaLag) {
    if (offsetLag === null || isr.includes(broker)) continue;
    const lag = BigInt(offsetLag);
    if (worst === null || lag > worst.offsetLag) worst = { broker, offsetLag: lag };
  }
  return worst;
}

export type ReplicaRole = 'leader' | 'in-sync' | 'lagging' | 'offline' | 'none';

const everybody = (): boolean => true;

/** A broker that is known to be dead is offline at once, whatever the metadata still says. */
export function replicaRole(
  { leader, replicas, isr, offlineReplicas }: Pick<PartitionReplicas, 'leader' | 'replicas' | 'isr' | 'offlineReplicas'>,
  broker: number,
  isAlive: (broker: number) => boolean = everybody,
): ReplicaRole {
  if (!replicas.includes(broker)) return 'none';
  if (offlineReplicas.includes(broker) || !isAlive(broker)) return 'offline';
  if (leader === broker) return 'leader';
  return isr.includes(broker) ? 'in-sync' : 'lagging';
}

/** Every broker that holds a replica, in order. */
export function brokersOf(partitions: readonly OffsetsPartition[]): number[] {
  return [...new Set(partitions.flatMap((partition) => partition.replicas))].sort((left, right) => left - right);
}

export const partitionColumns = [
  'partition',
  'leader',
  'replicas',
  'isr',
  'start',
  'high',
  'count',
  'last',
  'rate',
  'bytes',
  'size',
  'epoch',
] as const;

export type PartitionColumn = (typeof partitionColumns)[number];

export interface PartitionSort {
  readonly by: PartitionColumn;
  readonly direction: 'ascending' | 'descending';
}

type Figure = bigint | number | null;

function figureOf({ partition, messageCount, lastSecond }: PartitionRowData, column: PartitionColumn): Figure {
  switch (column) {
    case 'partition':
      return partition.partition;
    case 'leader':
      return partition.leader;
    case 'replicas':
      return partition.replicas.length;
    case 'isr':
      return partition.isr.length - partition.replicas.length;
    case 'start':
      return partition.logStartOffset === null ? null : BigInt(partition.logStartOffset);
    case 'high':
      return partition.highWatermark === null ? null : BigInt(partition.highWatermark);
    case 'count':
      return messageCount;
    case 'last':
      return lastSecond;
    case 'rate':
      return partition.messagesPerSecond;
    case 'bytes':
      return partition.bytesPerSecond;
    case 'size':
      return partition.sizeBytes;
    case 'epoch':
      return partition.leaderEpoch;
  }
}

/** What is not known comes last in both directions; equals keep the order of their numbers. */
export function sortPartitions(rows: readonly PartitionRowData[], sort: PartitionSort): PartitionRowData[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((left, right) => {
    const [first, second] = [figureOf(left, sort.by), figureOf(right, sort.by)];
    if (first === null || second === null)
      return first === second ? left.partition.partition - right.partition.partition : first === null ? 1 : -1;
    if (first === second) return left.partition.partition - right.partition.partition;
    return first < second ? -sign : sign;
  });
}
