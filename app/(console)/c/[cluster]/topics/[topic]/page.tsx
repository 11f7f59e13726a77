import { redirect } from 'next/navigation';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { topicPath } from '@/lib/format/console-paths';

interface TopicPageProps {
  params: Promise<{ cluster: string; topic: string }>;
}

/** A topic opens at its messages. */
export default async function TopicPage({ params }: TopicPageProps) {
  const { cluster, topic } = await params;
  redirect(topicPath(pathIdParam(cluster), pathIdParam(topic)));
}
