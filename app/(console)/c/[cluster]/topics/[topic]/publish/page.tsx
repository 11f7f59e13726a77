import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { PublishView } from '@/components/publish/publish-view';
import { getText } from '@/lib/i18n/get-text';
import { parseReplay } from './search-params';

interface PublishPageProps {
  params: Promise<{ cluster: string; topic: string }>;
  searchParams: Promise<{ replay?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('publish.title') };
}

export default async function PublishPage({ params, searchParams }: PublishPageProps) {
  const { cluster, topic } = await params;
  const { replay } = await searchParams;
  return <PublishView cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} replay={parseReplay(replay)} />;
}
