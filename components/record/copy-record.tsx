'use client';
import { CopyAsDialog } from '@/components/ui/copy-as-dialog';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { Reading } from '@/lib/format/copy-as/reading';
import { useClusterSummary } from '@/lib/queries/clusters/use-cluster-summary';
import { recordUrl } from '@/lib/queries/records/record-queries';

interface CopyRecordProps {
  cluster: string;
  topic: string;
  record: Pick<KafkaRecord, 'partition' | 'offset'>;
}

/** This record, read with another tool; also one of a transaction that is open or was aborted. */
export function CopyRecord({ cluster, topic, record: { partition, offset } }: CopyRecordProps) {
  const summary = useClusterSummary(cluster);
  const reading = (): Reading => ({
    servers: summary?.bootstrapServers ?? [],
    security: summary?.security ?? 'plaintext',
    topic,
    partitions: [partition],
    isAllPartitions: false,
    begin: { kind: 'offset', at: offset },
    end: { kind: 'offset', at: String(BigInt(offset) + 1n) },
    isCommitted: false,
    isFiltered: false,
    isPage: false,
    url: new URL(recordUrl(cluster, topic, partition, offset), window.location.origin).href,
  });
  return <CopyAsDialog what="record" reading={summary === undefined ? undefined : reading} />;
}
