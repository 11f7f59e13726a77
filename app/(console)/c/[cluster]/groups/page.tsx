import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { GroupsRoute } from './groups-route';

interface GroupsPageProps {
  params: Promise<{ cluster: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('groups.title') };
}

export default async function GroupsPage({ params }: GroupsPageProps) {
  return <GroupsRoute cluster={pathIdParam((await params).cluster)} />;
}
