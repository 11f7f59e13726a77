import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { RecordRoute } from './record-route';

interface RecordPageProps {
  params: Promise<{ cluster: string; topic: string; partition: string; offset: string }>;
}

export async function generateMetadata({ params }: RecordPageProps): Promise<Metadata> {
  const { partition, offset } = await params;
  return { title: (await getText()).t('record.pageTitle', { partition, offset }) };
}

export default async function RecordPage({ params }: RecordPageProps) {
  const { cluster, topic, partition, offset } = await params;
  if (!/^\d{1,9}$/.test(partition) || !/^\d{1,19}$/.test(offset)) notFound();
  return <RecordRoute cluster={pathIdParam(cluster)} topic={pathIdParam(topic)} partition={Number(partition)} offset={offset} />;
}
