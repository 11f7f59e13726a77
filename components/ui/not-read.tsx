'use client';
import { useText } from '@/lib/i18n/text-provider';

/** In the place of what could not be read yet, for a reason that is said above. */
export function NotRead() {
  const { t } = useText();
  return <p className="text-muted">{t('common.notRead')}</p>;
}
