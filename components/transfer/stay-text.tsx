'use client';
import { MonoName } from '@/components/ui/mono-name';
import type { StayReason } from '@/lib/contracts/transfer';
import { useText } from '@/lib/i18n/text-provider';

/** Why messages stay where they are. */
export function StayText({ reason, topic }: { reason: StayReason; topic: string | null }) {
  const { t, rich } = useText();
  if (reason === 'unknown-topic' || reason === 'internal-topic') {
    if (topic === null) return t('transfer.stays.others');
    return rich(`transfer.stays.${reason}`, { topic: <MonoName>{topic}</MonoName> });
  }
  return t(`transfer.stays.${reason}`);
}
