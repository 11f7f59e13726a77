import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { GroupView } from '@/components/groups/group-view';

interface GroupPageProps {
  params: Promise<{ cluster: string; group: string }>;
}

export async function generateMetadata({ params }: GroupPageProps): Promise<Metadata> {
  return { title: pathIdParam((await params).group) };
}

export default async function GroupPage({ params }: GroupPageProps) {
  const { cluster, group } = await params;
  return <GroupView cluster={pathIdParam(cluster)} group={pathIdParam(group)} />;
}
