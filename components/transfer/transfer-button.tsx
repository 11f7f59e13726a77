'use client';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import { useText } from '@/lib/i18n/text-provider';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { useWritableClusters } from '@/lib/queries/clusters/use-writable-clusters';
import type { TransferAction } from './transfer-action';

interface TransferButtonProps {
  cluster: string;
  onAction: (action: TransferAction) => void;
}

/** Where messages can be sent on to: from a cluster that is read-only to another one, if there is one that takes them. */
export function TransferButton({ cluster, onAction }: TransferButtonProps) {
  const { t } = useText();
  const canWrite = useCanWrite(cluster);
  const clusters = useWritableClusters();
  if (!canWrite && clusters.length === 0) return null;
  const redrive = { kind: 'action', label: t('transfer.toOrigins'), onSelect: () => onAction('redrive') } as const;
  return (
    <Menu
      label={t('transfer.menu')}
      trigger={
        <Button>
          {t('transfer.open')} <span aria-hidden>▾</span>
        </Button>
      }
      items={[
        {
          kind: 'action',
          label: t(canWrite ? 'transfer.toTopic' : 'transfer.toCluster'),
          onSelect: () => onAction('copy'),
        },
        ...(canWrite ? [redrive] : []),
      ]}
    />
  );
}
