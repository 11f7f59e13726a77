'use client';
import { partitionHue } from '@/lib/format/partition-hue';
import { useText } from '@/lib/i18n/text-provider';
import { HueChip } from './hue-chip';

/** The number of a partition, in the hue that it has everywhere. */
export function PartitionChip({ partition }: { partition: number }) {
  const { t } = useText();
  return <HueChip hue={partitionHue(partition)}>{t('common.partition', { partition })}</HueChip>;
}
