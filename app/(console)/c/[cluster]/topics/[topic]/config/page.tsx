import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { TopicConfig } from '@/components/config/topic-config';
import { getText } from '@/lib/i18n/get-text';

interface TopicConfigPageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('topics.frame.config') };
}

export default async function TopicConfigPage({ params }: TopicConfigPageProps) {
  const { cluster, topic } = await params;
  return <TopicConfig cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} />;
}
