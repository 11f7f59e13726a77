'use client';
import { useQuery } from '@tanstack/react-query';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useText } from '@/lib/i18n/text-provider';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import { PublishPanel } from './publish-panel';
import { ReplayForm } from './replay-form';

interface PublishViewProps {
  cluster: string;
  topic: string;
  replay: { readonly partition: number; readonly offset: string } | null;
}

/** The form on a page of its own. */
export function PublishView({ cluster, topic, replay }: PublishViewProps) {
  const { t } = useText();
  const canWrite = useCanWrite(cluster);
  const detail = useQuery(topicDetailQuery(cluster, topic));
  if (!canWrite) return <EmptyState title={t('publish.readOnly.title')}>{t('publish.readOnly.text')}</EmptyState>;
  if (detail.data === undefined) return detail.error === null ? <SkeletonRows rows={8} label={t('publish.loading')} /> : null;
  const partitionCount = detail.data.partitions.length;
  return (
    <Card className="grid max-w-[760px] gap-3 p-4">
      {replay === null ? (
        <PublishPanel isWide cluster={cluster} topic={topic} partitionCount={partitionCount} />
      ) : (
        <ReplayForm
          key={`${replay.partition}:${replay.offset}`}
          cluster={cluster}
          topic={topic}
          partitionCount={partitionCount}
          {...replay}
        />
      )}
    </Card>
  );
}
