'use client';
import { cx } from '@/components/ui/cx';
import { Ticking } from '@/components/ui/ticking';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

/** How many messages are still to be read; a dash when that cannot be known. */
export function Lag({ lag, className }: { lag: string | null; className?: string }) {
  const { t } = useText();
  const format = useFormat();
  if (lag === null) return <span className="text-faint">{t('common.notKnown')}</span>;
  return <Ticking text={format.count(lag)} className={cx(lag === '0' ? 'text-faint' : 'text-warn', className)} />;
}
