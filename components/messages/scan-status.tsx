'use client';
import { Button } from '@/components/ui/button';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Popover } from '@/components/ui/popover';
import { ProgressBar } from '@/components/ui/progress-bar';
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
      {scan.partitions.length > 1 && (scan.isScanning || scan.isStopped) ? (
        <PartitionProgress partitions={scan.partitions} />
      ) : null}
      {scan.isScanning ? (
        <>
          <ProgressBar className="w-28" done={doneOf} label={t('messages.browse.progress')} />
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

/** How far each partition is, for whoever wants to know. */
function PartitionProgress({ partitions }: { partitions: Scan['partitions'] }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <Popover
      label={t('messages.browse.byPartition')}
      trigger={
        <Button size="small" variant="quiet">
          {t('messages.browse.byPartition')}
        </Button>
      }
      align="center"
      side="top"
      className="max-h-[50dvh] gap-1.5 overflow-y-auto"
    >
      {partitions.map(({ partition, remainingAtMost, totalAtMost }) => {
        const total = Number(totalAtMost);
        const done = total === 0 ? 1 : 1 - Number(remainingAtMost) / total;
        return (
          <span key={partition} className="flex items-center gap-3">
            <PartitionChip partition={partition} />
            <ProgressBar className="w-28" done={done} label={t('messages.filter.partition', { partition })} />
            <span className="min-w-10 font-mono text-sm text-muted [text-align:right]">
              {format.percent(Math.floor(done * 100) / 100)}
            </span>
          </span>
        );
      })}
    </Popover>
  );
}
