import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { CompareRoute } from './compare-route';

interface ComparePageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('compare.title') };
}

export default async function ComparePage({ params }: ComparePageProps) {
  const { cluster, topic } = await params;
  return <CompareRoute cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} />;
}
