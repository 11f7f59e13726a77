'use client';
import { useQuery } from '@tanstack/react-query';
import { PageError } from '@/components/ui/page-error';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useText } from '@/lib/i18n/text-provider';
import { brokerConfigsQuery } from '@/lib/queries/brokers/broker-queries';
import { ConfigSearch } from './config-search';

/** Every setting of a broker, where its value comes from, and what it means. To read. */
export function BrokerConfig({ cluster, broker }: { cluster: string; broker: number }) {
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(brokerConfigsQuery(cluster, broker));
  if (data !== undefined) return <ConfigSearch configs={data.configs} />;
  if (error === null) return <SkeletonRows rows={10} label={t('config.loading')} />;
  return <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />;
}
