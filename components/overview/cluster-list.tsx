'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageHead } from '@/components/ui/page-head';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { clusterPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { clusterListQuery } from '@/lib/queries/clusters/cluster-queries';

/** Where to begin when there are several clusters. */
export function ClusterList() {
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(clusterListQuery());
  return (
    <>
      <PageHead title={t('overview.clusters.title')} />
      {data === undefined && error === null ? <SkeletonRows rows={2} label={t('common.loading')} /> : null}
      {data === undefined && error !== null ? (
        <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data?.clusters.length === 0 ? (
        <EmptyState title={t('overview.clusters.none')}>{t('overview.clusters.noneNext')}</EmptyState>
      ) : null}
      {data === undefined || data.clusters.length === 0 ? null : (
        <TableFrame label={t('overview.clusters.title')}>
          <Table>
            <thead>
              <tr>
                <Th>{t('overview.clusters.name')}</Th>
                <Th>{t('overview.clusters.servers')}</Th>
              </tr>
            </thead>
            <tbody>
              {data.clusters.map((cluster) => (
                <Tr key={cluster.id}>
                  <Td>
                    <Link href={clusterPath(cluster.id)} className="py-1 font-medium hover:underline">
                      {cluster.name}
                    </Link>{' '}
                    {cluster.local ? <Tag>{t('layout.cluster.local')}</Tag> : null}
                  </Td>
                  <Td mono grow className="text-muted">
                    <bdi dir="ltr">{cluster.bootstrapServers.join(', ')}</bdi>
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      )}
    </>
  );
}
