'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Sparkline } from '@/components/ui/sparkline';
import { Table, TableFrame, Td, Tr } from '@/components/ui/table';
import { Ticking } from '@/components/ui/ticking';
import { useSampledHistory } from '@/components/ui/use-sampled-history';
import type { TopicListQuery, TopicPage } from '@/lib/contracts/topic';
import { topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { useLiveTopics } from '@/lib/queries/topics/use-live-topics';
import { topicListQuery } from '@/lib/queries/topics/topic-queries';
import { Quiet, Section } from './section';

const busiest: TopicListQuery = { q: '', internal: false, sort: '-rate', page: 1, pageSize: 5 };

function ratesOf(page: TopicPage | undefined): Record<string, number | null> {
  return Object.fromEntries((page?.topics ?? []).map((topic) => [topic.name, topic.messagesPerSecond]));
}

export function BusiestTopics({ cluster }: { cluster: string }) {
  const { t } = useText();
  const format = useFormat();
  useLiveTopics(cluster, busiest);
  const { data, dataUpdatedAt, isPending } = useQuery(topicListQuery(cluster, busiest));
  const history = useSampledHistory(data === undefined ? undefined : dataUpdatedAt, ratesOf(data));
  const busy = (data?.topics ?? []).filter((topic) => (topic.messagesPerSecond ?? 0) > 0);
  if (isPending) {
    return (
      <Section title={t('overview.busiest.title')}>
        <SkeletonRows rows={3} label={t('common.loading')} />
      </Section>
    );
  }
  return (
    <Section title={t('overview.busiest.title')}>
      {busy.length === 0 ? (
        <Quiet>{t('overview.busiest.none')}</Quiet>
      ) : (
        <TableFrame label={t('overview.busiest.title')}>
          <Table>
            <tbody>
              {busy.map((topic) => (
                <Tr key={topic.name}>
                  <Td mono grow>
                    <Link href={topicPath(cluster, topic.name)} className="hover:underline">
                      {topic.name}
                    </Link>
                  </Td>
                  <Td num>
                    <Ticking text={format.rate(topic.messagesPerSecond ?? 0)} />
                  </Td>
                  <Td>
                    <Sparkline values={history[topic.name] ?? []} label={t('overview.busiest.plot', { topic: topic.name })} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      )}
    </Section>
  );
}
