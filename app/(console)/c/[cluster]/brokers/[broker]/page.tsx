import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { BrokerRoute } from './broker-route';

interface BrokerPageProps {
  params: Promise<{ cluster: string; broker: string }>;
}

export async function generateMetadata({ params }: BrokerPageProps): Promise<Metadata> {
  return { title: (await getText()).t('brokers.name', { id: (await params).broker }) };
}

export default async function BrokerPage({ params }: BrokerPageProps) {
  const { cluster, broker } = await params;
  if (!/^\d{1,9}$/.test(broker)) notFound();
  return <BrokerRoute cluster={pathIdParam(cluster)} broker={Number(broker)} />;
}
