'use client';
import { cx } from '@/components/ui/cx';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

/** Below this share of its disk a broker soon takes no more writes. */
const scarceShare = 0.1;

export function DiskFree({ totalBytes, freeBytes }: { totalBytes: number | null; freeBytes: number | null }) {
  const { t } = useText();
  const format = useFormat();
  if (totalBytes === null || freeBytes === null)
    return (
      <span className="text-faint" title={t('brokers.freeUnknown')}>
        {t('common.notKnown')}
      </span>
    );
  return (
    <bdi
      title={t('brokers.free', { free: format.bytes(freeBytes), total: format.bytes(totalBytes) })}
      className={cx('isolated', freeBytes < totalBytes * scarceShare && 'text-warn')}
    >
      {format.bytes(freeBytes)}
    </bdi>
  );
}
