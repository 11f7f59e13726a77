import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { BrokerList } from '@/components/brokers/broker-list';
import { ClusterMap } from '@/components/partitions/cluster-map';
import { getText } from '@/lib/i18n/get-text';

interface BrokersPageProps {
  params: Promise<{ cluster: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('brokers.title') };
}

export default async function BrokersPage({ params }: BrokersPageProps) {
  const cluster = pathIdParam((await params).cluster);
  return <BrokerList cluster={cluster} map={<ClusterMap cluster={cluster} />} />;
}
