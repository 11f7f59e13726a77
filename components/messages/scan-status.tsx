'use client';
import { Button } from '@/components/ui/button';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { Scan } from './use-scan';

/** How much was read for this page, how far that is, and a way to stop or go on. */
export function ScanStatus({ scan, isSearch }: { scan: Scan; isSearch: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const { totals } = scan;
  const doneOf =
    totals.totalAtMost > 0n ? Number(((totals.totalAtMost - totals.remainingAtMost) * 1000n) / totals.totalAtMost) / 1000 : 1;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="isolated">
        {t(isSearch ? 'messages.browse.found' : 'messages.browse.shown', { count: scan.records.length })}
      </span>
      <span className="isolated text-faint">
        {t('messages.browse.scanned', {
          count: totals.records,
          bytes: format.bytes(totals.bytes),
          duration: format.duration(totals.elapsedMs),
        })}
      </span>
      {scan.isScanning ? (
        <>
          <Progress done={doneOf} />
          <Button size="small" onClick={scan.stop}>
            {t('messages.browse.stop')}
          </Button>
        </>
      ) : null}
      {scan.isStopped ? (
        <Button size="small" onClick={scan.goOn}>
          {t('messages.browse.keepScanning')}
        </Button>
      ) : null}
    </span>
  );
}

function Progress({ done }: { done: number }) {
  const { t } = useText();
  return (
    <span
      role="progressbar"
      aria-label={t('messages.browse.progress')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(done * 100)}
      className="h-1.5 w-28 overflow-hidden rounded-full bg-line"
    >
      <span className="block h-full bg-ink" style={{ inlineSize: `${done * 100}%` }} />
    </span>
  );
}
