'use client';
import { useQuery } from '@tanstack/react-query';
import { PageError } from '@/components/ui/page-error';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useText } from '@/lib/i18n/text-provider';
import { useLiveOffsets } from '@/lib/queries/topics/use-live-offsets';
import { topicDetailQuery, topicOffsetsQuery } from '@/lib/queries/topics/topic-queries';
import { BrokerTable } from './broker-table';
import { PartitionTable } from './partition-table';
import type { PartitionSort } from './partition-row-data';
import { ReplicaActionsProvider } from './replica-actions';
import { ReplicaLegend } from './replica-sign';

export type PartitionsViewKind = 'partition' | 'broker';

interface PartitionsViewProps {
  cluster: string;
  topic: string;
  view: PartitionsViewKind;
  sort: PartitionSort;
  onView: (view: PartitionsViewKind) => void;
  onSort: (sort: PartitionSort) => void;
}

/** The partitions of a topic, ticking: read once, then pushed over the tab's stream. */
export function PartitionsView({ cluster, topic, view, sort, onView, onSort }: PartitionsViewProps) {
  const { t } = useText();
  const problem = useLiveOffsets(cluster, topic);
  const detail = useQuery(topicDetailQuery(cluster, topic));
  const { data: offsets } = useQuery(topicOffsetsQuery(cluster, topic));
  const partitions = offsets?.partitions ?? detail.data?.partitions;
  const views: readonly PartitionsViewKind[] = ['partition', 'broker'];
  return (
    <ReplicaActionsProvider cluster={cluster}>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <Segmented
          label={t('partitions.viewLabel')}
          value={view}
          onChange={onView}
          options={views.map((value) => ({ value, label: t(`partitions.view.${value}`) }))}
        />
        <ReplicaLegend />
      </div>
      {problem === null ? null : <PageError error={problem} {...(partitions === undefined ? {} : { whenSaid: null })} />}
      {partitions === undefined && detail.error === null ? <SkeletonRows rows={6} label={t('partitions.loading')} /> : null}
      {partitions === undefined ? null : view === 'broker' ? (
        <BrokerTable topic={topic} partitions={partitions} />
      ) : (
        <PartitionTable
          cluster={cluster}
          topic={topic}
          partitions={partitions}
          offsets={offsets}
          sort={sort}
          onSort={onSort}
          isCompact={false}
        />
      )}
      {partitions === undefined ? null : (
        <p className="text-faint">
          {t('partitions.pushed')} {t('partitions.signs')}
        </p>
      )}
    </ReplicaActionsProvider>
  );
}
