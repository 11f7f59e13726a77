import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { StatisticsView } from '@/components/statistics/statistics-view';
import { getText } from '@/lib/i18n/get-text';

interface TopicStatisticsPageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('topics.frame.stats') };
}

export default async function TopicStatisticsPage({ params }: TopicStatisticsPageProps) {
  const { cluster, topic } = await params;
  return <StatisticsView cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} />;
}
