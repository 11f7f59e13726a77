import type { Metadata } from 'next';
import { EventTimeline } from '@/components/events/event-timeline';
import { Overview } from '@/components/overview/overview';
import { pathIdParam } from '@/app/(console)/path-id-param';

interface OverviewPageProps {
  params: Promise<{ cluster: string }>;
}

export async function generateMetadata({ params }: OverviewPageProps): Promise<Metadata> {
  return { title: pathIdParam((await params).cluster) };
}

export default async function OverviewPage({ params }: OverviewPageProps) {
  const cluster = pathIdParam((await params).cluster);
  return <Overview cluster={cluster} happened={<EventTimeline cluster={cluster} />} />;
}
