import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { TailRoute } from './tail-route';

interface TailPageProps {
  params: Promise<{ cluster: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('tail.title') };
}

export default async function TailPage({ params }: TailPageProps) {
  return <TailRoute cluster={pathIdParam((await params).cluster)} />;
}
