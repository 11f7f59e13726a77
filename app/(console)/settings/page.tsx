import type { Metadata } from 'next';
import { SettingsForm } from '@/components/settings/settings-form';
import { getText } from '@/lib/i18n/get-text';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getText()).t('settings.title') };
}

export default function SettingsPage() {
  return <SettingsForm />;
}
