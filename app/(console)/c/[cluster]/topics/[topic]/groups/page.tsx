import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { TopicGroups } from '@/components/groups/topic-groups';
import { getText } from '@/lib/i18n/get-text';

interface TopicGroupsPageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('topics.frame.groups') };
}

export default async function TopicGroupsPage({ params }: TopicGroupsPageProps) {
  const { cluster, topic } = await params;
  return <TopicGroups cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} />;
}
