'use client';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { useText } from '@/lib/i18n/text-provider';
import type { TransferAction } from './transfer-action';

/** Where messages can be sent on to. */
export function TransferButton({ onAction }: { onAction: (action: TransferAction) => void }) {
  const { t } = useText();
  return (
    <Menu
      label={t('transfer.menu')}
      trigger={
        <Button>
          {t('transfer.open')} <span aria-hidden>▾</span>
        </Button>
      }
      items={[
        { kind: 'action', label: t('transfer.toTopic'), onSelect: () => onAction('copy') },
        { kind: 'action', label: t('transfer.toOrigins'), onSelect: () => onAction('redrive') },
      ]}
    />
  );
}
