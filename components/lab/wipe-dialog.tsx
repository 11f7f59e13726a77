'use client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import type { ReplicaMapQuery } from '@/lib/contracts/replicas';
import { useText } from '@/lib/i18n/text-provider';
import { replicaMapQuery } from '@/lib/queries/replicas/replica-queries';
import { wipeLoss } from './wipe-loss';

const everything: ReplicaMapQuery = { q: '', internal: true, trouble: false };

interface WipeDialogProps {
  cluster: string;
  broker: number;
  pending: boolean;
  error: Error | null;
  onWipe: () => void;
  onClose: () => void;
}

/** The one thing the lab asks about: what is lost with the data of a broker. */
export function WipeDialog({ cluster, broker, pending, error, onWipe, onClose }: WipeDialogProps) {
  const { t } = useText();
  const { data } = useQuery({ ...replicaMapQuery(cluster, everything), staleTime: 0 });
  const loss = data === undefined ? undefined : wipeLoss(data, broker);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('lab.wipe.title', { id: broker })}
      description={t('lab.wipe.text')}
    >
      {loss !== undefined && loss.only > 0 ? <Notice tone="bad">{t('lab.wipe.only', { count: loss.only })}</Notice> : null}
      {loss !== undefined && loss.notInSync > 0 ? (
        <Notice tone="bad">{t('lab.wipe.notInSync', { count: loss.notInSync })}</Notice>
      ) : null}
      {error === null ? null : <ErrorState error={error} />}
      <DialogActions>
        <Button onClick={onClose}>{t('lab.wipe.keep')}</Button>
        <Button variant="danger" disabled={pending} onClick={onWipe}>
          {t(pending ? 'lab.wipe.wiping' : 'lab.wipe.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
