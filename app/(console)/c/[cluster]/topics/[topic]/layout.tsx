import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { TopicFrame } from '@/components/topics/topic-frame';

interface TopicLayoutProps {
  params: Promise<{ cluster: string; topic: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: TopicLayoutProps): Promise<Metadata> {
  const topic = pathIdParam((await params).topic);
  return { title: { default: topic, template: `%s · ${topic} · Ottla` } };
}

export default async function TopicLayout({ params, children }: TopicLayoutProps) {
  const { cluster, topic } = await params;
  return (
    <TopicFrame cluster={pathIdParam(cluster)} topic={pathIdParam(topic)}>
      {children}
    </TopicFrame>
  );
}
