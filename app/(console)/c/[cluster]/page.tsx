import type { Metadata } from 'next';
import { Overview } from '@/components/overview/overview';
import { pathIdParam } from '@/app/(console)/path-id-param';

interface OverviewPageProps {
  params: Promise<{ cluster: string }>;
}

export async function generateMetadata({ params }: OverviewPageProps): Promise<Metadata> {
  return { title: pathIdParam((await params).cluster) };
}

export default async function OverviewPage({ params }: OverviewPageProps) {
  return <Overview cluster={pathIdParam((await params).cluster)} />;
}
