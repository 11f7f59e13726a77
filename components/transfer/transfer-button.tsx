'use client';
import { Button } from '@/components/ui/button';
import { useText } from '@/lib/i18n/text-provider';
import type { TransferAction } from './transfer-action';

/** Where messages can be sent on to. */
export function TransferButton({ onAction }: { onAction: (action: TransferAction) => void }) {
  const { t } = useText();
  return <Button onClick={() => onAction('copy')}>{t('transfer.open')}</Button>;
}
