'use client';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useText } from '@/lib/i18n/text-provider';
import { topicConfigsQuery } from '@/lib/queries/topics/topic-queries';
import { ConfigSearch } from './config-search';

/** Every setting of the topic, where its value comes from, and what it means. To read. */
export function TopicConfig({ cluster, topic }: { cluster: string; topic: string }) {
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(topicConfigsQuery(cluster, topic));
  if (data === undefined) {
    if (error === null) return <SkeletonRows rows={10} label={t('config.loading')} />;
    return <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  return <ConfigSearch configs={data.configs} />;
}
