'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ColourMark } from '@/components/ui/colour-mark';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Menu } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { ClusterSummary } from '@/lib/contracts/cluster';
import { clusterHue } from '@/lib/format/cluster-hue';
import { clusterPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { clusterListQuery } from '@/lib/queries/clusters/cluster-queries';
import { AddClusterDialog } from './add-cluster-dialog';
import { RemoveClusterDialog } from './remove-cluster-dialog';

interface ClusterListProps {
  adding: boolean;
  onAdding: (adding: boolean) => void;
  onAdded: (cluster: string) => void;
}

/** Every cluster that the console knows, and the way to one more. */
export function ClusterList({ adding, onAdding, onAdded }: ClusterListProps) {
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(clusterListQuery());
  const [doomed, setDoomed] = useState<ClusterSummary | undefined>();
  const add = (
    <Button variant="primary" onClick={() => onAdding(true)}>
      {t('clusters.add.open')}
    </Button>
  );
  const isEmpty = data?.clusters.length === 0;
  return (
    <>
      <PageHead title={t('clusters.title')} actions={isEmpty ? null : add} />
      {data === undefined && error === null ? <SkeletonRows rows={2} label={t('common.loading')} /> : null}
      {data === undefined && error !== null ? (
        <ErrorState error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {isEmpty ? (
        <EmptyState title={t('clusters.none')} actions={add}>
          {t('clusters.noneNext')}
        </EmptyState>
      ) : null}
      {data === undefined || isEmpty ? null : <ClusterTable clusters={data.clusters} onRemove={setDoomed} />}
      <AddClusterDialog open={adding} onOpenChange={onAdding} onAdded={onAdded} />
      {doomed === undefined ? null : <RemoveClusterDialog cluster={doomed} onClose={() => setDoomed(undefined)} />}
    </>
  );
}

interface ClusterTableProps {
  clusters: readonly ClusterSummary[];
  onRemove: (cluster: ClusterSummary) => void;
}

function ClusterTable({ clusters, onRemove }: ClusterTableProps) {
  const { t } = useText();
  const hasAdded = clusters.some(({ added }) => added);
  return (
    <TableFrame label={t('clusters.title')}>
      <Table>
        <thead>
          <tr>
            <Th>{t('clusters.name')}</Th>
            <Th>{t('clusters.servers')}</Th>
            <Th className="max-sm:hidden">{t('clusters.secured')}</Th>
            {hasAdded ? (
              <Th>
                <span className="sr-only">{t('clusters.actions')}</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {clusters.map((cluster) => (
            <Tr key={cluster.id}>
              <Td>
                <span className="flex items-center gap-x-2 max-sm:flex-wrap sm:whitespace-nowrap">
                  <ColourMark hue={cluster.colour === null ? undefined : clusterHue(cluster.colour)} />
                  <Link href={clusterPath(cluster.id)} className="py-1 font-medium hover:underline">
                    {cluster.name}
                  </Link>
                  {cluster.local ? <Tag>{t('layout.cluster.local')}</Tag> : null}
                  {cluster.readOnly ? <Tag>{t('clusters.readOnly')}</Tag> : null}
                </span>
              </Td>
              <Td mono grow className="text-muted">
                <bdi dir="ltr" className="break-all">
                  {cluster.bootstrapServers.join(', ')}
                </bdi>
              </Td>
              <Td className="text-muted max-sm:hidden">{t(`clusters.security.${cluster.security}`)}</Td>
              {hasAdded ? (
                <Td>
                  {cluster.added ? (
                    <Menu
                      label={t('clusters.menu.label', { name: cluster.name })}
                      items={[
                        { kind: 'action', label: t('clusters.menu.remove'), tone: 'bad', onSelect: () => onRemove(cluster) },
                      ]}
                    />
                  ) : null}
                </Td>
              ) : null}
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
