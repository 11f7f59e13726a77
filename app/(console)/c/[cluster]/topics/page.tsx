import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { TopicsRoute } from './topics-route';

interface TopicsPageProps {
  params: Promise<{ cluster: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('topics.title') };
}

export default async function TopicsPage({ params }: TopicsPageProps) {
  return <TopicsRoute cluster={pathIdParam((await params).cluster)} />;
}
