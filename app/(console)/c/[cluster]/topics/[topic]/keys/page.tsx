import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { KeysRoute } from './keys-route';

interface TopicKeysPageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('topics.frame.keys') };
}

export default async function TopicKeysPage({ params }: TopicKeysPageProps) {
  const { cluster, topic } = await params;
  return <KeysRoute cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} />;
}
