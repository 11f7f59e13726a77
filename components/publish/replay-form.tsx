'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import { PageError } from '@/components/ui/page-error';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Notice } from '@/components/ui/notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { KafkaRecord } from '@/lib/contracts/record';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { recordQuery } from '@/lib/queries/records/record-queries';
import { draftOfRecord, emptyDraft, isWhole } from './publish-draft';
import { PublishPanel } from './publish-panel';
import { useDraft } from './use-draft';

interface ReplayFormProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  partition: number;
  offset: string;
}

/** The form, filled with a record that was read. */
export function ReplayForm({ cluster, topic, partitionCount, partition, offset }: ReplayFormProps) {
  const { t, rich } = useText();
  const format = useFormat();
  const read = useQuery(recordQuery(cluster, topic, partition, offset));
  if (read.isPending) return <SkeletonRows rows={6} label={t('publish.reading')} />;
  if (read.isError) return <PageError error={read.error} onRetry={() => void read.refetch()} />;
  const { record } = read.data;
  const chip = <PartitionChip partition={partition} />;
  const place = (
    <Link className="link font-mono" href={recordPath(cluster, topic, partition, offset)}>
      {format.count(offset)}
    </Link>
  );
  if (!isWhole(record))
    return <Notice tone="warn">{rich('publish.tooLargeToRepeat', { partition: chip, offset: place })}</Notice>;
  return (
    <>
      <Notice tone="info">{rich('publish.repeats', { partition: chip, offset: place })}</Notice>
      <FilledForm cluster={cluster} topic={topic} partitionCount={partitionCount} record={record} />
    </>
  );
}

function FilledForm({
  cluster,
  topic,
  partitionCount,
  record,
}: {
  cluster: string;
  topic: string;
  partitionCount: number;
  record: KafkaRecord;
}) {
  const replay = `${record.partition}:${record.offset}`;
  const [draft, change] = useDraft(cluster, topic, replay);
  useEffect(() => {
    if (draft === emptyDraft) change(draftOfRecord(record));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when the form opens: clearing it later must stay clear
  }, [replay]);
  return <PublishPanel cluster={cluster} topic={topic} partitionCount={partitionCount} replay={replay} isWide />;
}
