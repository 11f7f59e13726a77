'use client';
import { Button } from '@/components/ui/button';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Notice } from '@/components/ui/notice';
import type { RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';

/** One record waits for another: the next one that is opened is compared with it. */
export function CompareNotice({ place, onCancel }: { place: RecordPlace; onCancel: () => void }) {
  const { t, rich } = useText();
  const format = useFormat();
  const { partition, offset } = place;
  return (
    <Notice
      tone="info"
      actions={
        <Button size="small" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      }
    >
      {rich('compare.waiting', {
        place: (
          <span className="inline-flex items-baseline gap-1.5 font-mono">
            <PartitionChip partition={partition} />
            {format.count(offset)}
          </span>
        ),
      })}
    </Notice>
  );
}
