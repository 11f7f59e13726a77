import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { getText } from '@/lib/i18n/get-text';

export default async function NotFound() {
  const { t } = await getText();
  return (
    <main className="p-4">
      <EmptyState
        isPage
        title={t('layout.notFound.title')}
        actions={
          <Link href="/" className={buttonClass('primary')}>
            {t('layout.notFound.home')}
          </Link>
        }
      >
        {t('layout.notFound.text')}
      </EmptyState>
    </main>
  );
}
