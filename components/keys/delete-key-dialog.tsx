'use client';
import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { useText } from '@/lib/i18n/text-provider';
import { publishOne } from '@/lib/queries/records/publish-mutations';

interface DeleteKeyDialogProps {
  cluster: string;
  topic: string;
  /** The key. */
  name: string;
  /** Where its latest record is. */
  partition: number;
  onClose: () => void;
  onDeleted: () => void;
}

/** Asks before a tombstone is written. */
export function DeleteKeyDialog({ cluster, topic, name, partition, onClose, onDeleted }: DeleteKeyDialogProps) {
  const { t } = useText();
  const deletion = useMutation({
    mutationFn: () =>
      publishOne(cluster, topic, {
        record: { key: name, value: null, partition },
        options: { compression: 'none', acks: 'all' },
      }),
    onSuccess: onDeleted,
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('keys.deleteTitle', { key: name })}
      description={t('keys.deleteWhat', { partition })}
    >
      {deletion.error === null ? null : <ErrorState error={deletion.error} />}
      <DialogActions>
        <Button onClick={onClose}>{t('keys.cancel')}</Button>
        <Button variant="danger" disabled={deletion.isPending} onClick={() => deletion.mutate()}>
          {t('keys.deleteDo')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
