'use client';
import { Button } from '@/components/ui/button';
import { HueChip } from '@/components/ui/hue-chip';
import { Notice } from '@/components/ui/notice';
import { partitionHue } from '@/lib/format/partition-hue';
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
            <HueChip hue={partitionHue(partition)}>{t('messages.partition', { partition })}</HueChip>
            {format.count(offset)}
          </span>
        ),
      })}
    </Notice>
  );
}
