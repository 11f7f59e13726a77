'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import type { ClusterSummary } from '@/lib/contracts/cluster';
import { useText } from '@/lib/i18n/text-provider';
import { removeClusterMutation } from '@/lib/queries/clusters/cluster-mutations';

/** Asks before the console forgets a cluster. */
export function RemoveClusterDialog({ cluster, onClose }: { cluster: ClusterSummary; onClose: () => void }) {
  const { t } = useText();
  const remove = useMutation(removeClusterMutation(useQueryClient()));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('clusters.remove.title', { name: cluster.name })}
      description={t('clusters.remove.text')}
    >
      {remove.error === null ? null : <ErrorState error={remove.error} />}
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button
          variant="danger"
          disabled={remove.isPending}
          onClick={() => remove.mutate(cluster.id, { onSuccess: () => onClose() })}
        >
          {t('clusters.remove.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
