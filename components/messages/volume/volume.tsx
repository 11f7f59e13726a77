'use client';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Button } from '@/components/ui/button';
import { late } from '@/components/ui/late';
import { usePreload } from '@/components/ui/use-preload';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { topicHistogramQuery } from '@/lib/queries/topics/topic-queries';
import { formatPartitions, type MessagesSearch } from '../messages-search';

const VolumeChart = late(() => import('./volume-chart').then((module) => module.VolumeChart));

interface VolumeProps {
  cluster: string;
  topic: string;
  search: MessagesSearch;
  onSearch: (change: Partial<MessagesSearch>, history: 'push' | 'replace') => void;
}

/** As high as the chart: what is below it does not jump when it comes. */
const frameClass = 'min-h-[100px] min-w-0 max-sm:min-h-[119px] rounded-lg border border-line bg-surface px-3 py-2';

/** When the messages in the range of the page were written; a part of it is picked to be read. Absent where it would say nothing. */
export function Volume({ cluster, topic, search, onSearch }: VolumeProps) {
  const { t } = useText();
  const format = useFormat();
  const { from, until, partitions } = search;
  const range = {
    ...(from.kind === 'time' ? { from: `t:${from.at}` } : {}),
    ...(until?.kind === 'time' ? { to: `t:${until.at}` } : {}),
  };
  const query = { ...range, ...(partitions === null ? {} : { p: formatPartitions(partitions) }) };
  const read = useQuery(topicHistogramQuery(cluster, topic, query));
  const histogram = read.data;
  usePreload(VolumeChart.preload, 'at once');
  if (histogram === undefined) {
    if (read.error === null) return <div aria-busy className={frameClass} />;
    return (
      <p className="text-sm text-faint">
        {t('messages.volume.failed')}{' '}
        <Button size="small" variant="quiet" className="underline" onClick={() => void read.refetch()}>
          {t('common.tryAgain')}
        </Button>
      </p>
    );
  }
  if (histogram.kind !== 'estimate') return null;
  const hasRange = Object.keys(range).length > 0;
  const left = histogram.problems.map(({ partition }) => partition);
  return (
    <section aria-label={t('messages.volume.title')} className={`${frameClass} relative`}>
      <Suspense>
        <VolumeChart
          histogram={histogram}
          label={t('messages.volume.label', { topic })}
          onRange={(fromMs, toMs) =>
            onSearch(
              {
                from: { kind: 'time', at: new Date(fromMs).toISOString() },
                until: { kind: 'time', at: new Date(toMs).toISOString() },
                cursor: null,
              },
              'push',
            )
          }
        />
      </Suspense>
      {left.length === 0 ? null : (
        <p className="text-sm text-warn">{t('messages.volume.without', { partitions: format.list(left) })}</p>
      )}
      {hasRange ? (
        <Button
          size="small"
          variant="quiet"
          className="absolute inset-e-1.5 inset-bs-1.5 bg-surface underline"
          onClick={() => onSearch({ from: { kind: 'newest' }, until: null, cursor: null }, 'push')}
        >
          {t('messages.volume.whole')}
        </Button>
      ) : null}
    </section>
  );
}
