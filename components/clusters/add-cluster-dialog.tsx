'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { useText } from '@/lib/i18n/text-provider';
import { addClusterMutation, testConnectionMutation } from '@/lib/queries/clusters/cluster-mutations';
import { ClusterFields } from './cluster-fields';
import { draftOf, emptyForm, type ClusterForm } from './cluster-form';
import { ConnectionReport } from './connection-report';

interface AddClusterDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAdded: (cluster: string) => void;
}

export function AddClusterDialog({ open, onOpenChange, onAdded }: AddClusterDialogProps) {
  const { t } = useText();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('clusters.add.title')}
      className="max-w-[640px] sm:inset-bs-[6dvh] sm:max-h-[88dvh]"
    >
      <AddClusterForm onCancel={() => onOpenChange(false)} onAdded={onAdded} />
    </Dialog>
  );
}

function AddClusterForm({ onCancel, onAdded }: { onCancel: () => void; onAdded: (cluster: string) => void }) {
  const { t } = useText();
  const [form, setForm] = useState<ClusterForm>(emptyForm);
  const [tried, setTried] = useState(false);
  const test = useMutation(testConnectionMutation());
  const add = useMutation(addClusterMutation(useQueryClient()));
  const result = draftOf(form);
  const wrong = 'wrong' in result && tried ? result.wrong : new Set<string>();
  const withDraft = (act: (draft: Extract<typeof result, { draft: unknown }>['draft']) => void): void => {
    setTried(true);
    if ('draft' in result) act(result.draft);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    withDraft((draft) => add.mutate(draft, { onSuccess: ({ id }) => onAdded(id) }));
  };
  const hasFailed = test.data?.ok === false;
  return (
    <form onSubmit={submit} noValidate className="grid gap-3.5">
      <ClusterFields
        form={form}
        wrong={wrong}
        onChange={(change) => {
          setForm({ ...form, ...change });
          test.reset();
          add.reset();
        }}
      />
      <div aria-live="polite" className="grid gap-3.5">
        {test.data === undefined ? null : <ConnectionReport result={test.data} />}
        {test.error === null ? null : <ErrorState error={test.error} />}
        {add.error === null ? null : <ErrorState error={add.error} />}
      </div>
      <p className="text-sm text-faint">{t('clusters.add.kept')}</p>
      <DialogActions>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button disabled={test.isPending} onClick={() => withDraft((draft) => test.mutate(draft))}>
          {t(test.isPending ? 'clusters.add.testing' : 'clusters.add.test')}
        </Button>
        <Button type="submit" variant="primary" disabled={add.isPending}>
          {t(hasFailed ? 'clusters.add.submitAnyway' : 'clusters.add.submit')}
        </Button>
      </DialogActions>
    </form>
  );
}
