import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { PartitionsRoute } from './partitions-route';

interface PartitionsPageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('partitions.title') };
}

export default async function PartitionsPage({ params }: PartitionsPageProps) {
  const { cluster, topic } = await params;
  return <PartitionsRoute cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} />;
}
