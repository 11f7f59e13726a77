import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { MessagesRoute } from './messages-route';

interface MessagesPageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('messages.title') };
}

export default async function MessagesPage({ params }: MessagesPageProps) {
  const { cluster, topic } = await params;
  return <MessagesRoute cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} />;
}
