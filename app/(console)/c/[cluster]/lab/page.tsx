import type { Metadata } from 'next';
import { pathIdParam } from '@/app/(console)/path-id-param';
import { getText } from '@/lib/i18n/get-text';
import { LabRoute } from './lab-route';

interface LabPageProps {
  params: Promise<{ cluster: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('lab.title') };
}

export default async function LabPage({ params }: LabPageProps) {
  return <LabRoute cluster={pathIdParam((await params).cluster)} />;
}
