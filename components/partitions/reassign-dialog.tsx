'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import type { PartitionReplicas } from '@/lib/contracts/replicas';
import { useText } from '@/lib/i18n/text-provider';
import type { PartitionPlace } from '@/lib/queries/replicas/replica-mutations';

interface ReassignDialogProps {
  place: PartitionPlace;
  partition: PartitionReplicas;
  /** What is suggested. */
  replicas: readonly number[];
  brokers: readonly { readonly id: number; readonly alive: boolean }[];
  pending: boolean;
  error: Error | null;
  onSubmit: (replicas: number[]) => void;
  onClose: () => void;
}

/** Which brokers shall have a partition, and which of them shall lead it. */
export function ReassignDialog(props: ReassignDialogProps) {
  const { place, partition, brokers, pending, error, onSubmit, onClose } = props;
  const { t } = useText();
  const [replicas, setReplicas] = useState<readonly number[]>(props.replicas);
  const now = partition.replicas.filter((broker) => !partition.addingReplicas.includes(broker));
  const isSame = replicas.length === now.length && replicas.every((broker, index) => broker === now[index]);
  const others = brokers.filter(({ id }) => !replicas.includes(id));
  const isAlive = (broker: number) => brokers.find(({ id }) => id === broker)?.alive ?? false;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('partitions.reassign.title', { partition: place.partition })}
      description={t('partitions.reassign.text', { topic: place.topic })}
    >
      <form
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSame && replicas.length > 0) onSubmit([...replicas]);
        }}
      >
        <fieldset className="grid gap-1.5">
          <legend className="pb-1 text-sm text-muted">{t('partitions.reassign.order')}</legend>
          <ol className="grid gap-1">
            {replicas.map((broker, index) => (
              <li key={broker} className="flex items-center justify-between gap-2 rounded-md border border-line px-2.5 py-1">
                <span className="flex items-center gap-2">
                  <span className="font-mono text-sm text-faint">{index + 1}</span>
                  {t('partitions.broker', { broker })}
                  {isAlive(broker) ? null : <span className="text-sm text-bad">{t('partitions.reassign.dead')}</span>}
                </span>
                <span className="flex gap-1.5">
                  {index === 0 ? null : (
                    <Button
                      size="small"
                      aria-label={t('partitions.reassign.preferBroker', { broker })}
                      onClick={() => setReplicas([broker, ...replicas.filter((id) => id !== broker)])}
                    >
                      {t('partitions.reassign.lead')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    variant="quiet"
                    aria-label={t('partitions.reassign.removeBroker', { broker })}
                    onClick={() => setReplicas(replicas.filter((id) => id !== broker))}
                  >
                    <span aria-hidden>✕</span>
                  </Button>
                </span>
              </li>
            ))}
          </ol>
        </fieldset>
        {others.length === 0 ? null : (
          <div className="grid gap-1.5">
            <span className="text-sm text-muted">{t('partitions.reassign.add')}</span>
            <span className="flex flex-wrap gap-1.5">
              {others.map(({ id }) => (
                <Button
                  key={id}
                  size="small"
                  aria-label={t('partitions.reassign.addBroker', { broker: id })}
                  onClick={() => setReplicas([...replicas, id])}
                >
                  + {t('partitions.broker', { broker: id })}
                </Button>
              ))}
            </span>
          </div>
        )}
        <p role="status" className="text-sm text-faint">
          {replicas.length === 0
            ? t('partitions.reassign.none')
            : isSame
              ? t('partitions.reassign.same')
              : t('partitions.reassign.count', { count: replicas.length, before: now.length })}
        </p>
        {error === null ? null : <ErrorState error={error} />}
        <DialogActions>
          <Button onClick={onClose}>{t('partitions.reassign.keep')}</Button>
          <Button type="submit" variant="primary" disabled={isSame || replicas.length === 0 || pending}>
            {t(pending ? 'partitions.reassign.moving' : 'partitions.reassign.submit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
