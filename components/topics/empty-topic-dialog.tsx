'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Busy } from '@/components/ui/busy';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import { useDebounced } from '@/components/ui/use-debounced';
import type { RecordsDeleted } from '@/lib/contracts/topic-actions';
import { wallTimeOf } from '@/lib/format/wall-time';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { deleteRecordsMutation } from '@/lib/queries/topics/topic-mutations';
import { deletionPlanQuery } from '@/lib/queries/topics/topic-plans';
import { ConfirmName } from './confirm-name';
import { deletionRequestOf, requestOfPlan, type DeletionDraft } from './deletion-draft';
import { DeletionPlan } from './deletion-plan';
import { EmptyTopicFields } from './empty-topic-fields';

interface EmptyTopicDialogProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  onClose: () => void;
}

/** Deletes messages: all, or those before an offset or a time. What goes is shown first, and only that goes. */
export function EmptyTopicDialog({ cluster, topic, partitionCount, onClose }: EmptyTopicDialogProps) {
  const { t, rich } = useText();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<DeletionDraft>(() => ({
    kind: 'all',
    offset: '',
    time: wallTimeOf(Date.now(), format.timeZone),
    partitions: '',
  }));
  const [typed, setTyped] = useState('');
  const request = deletionRequestOf(draft, format.timeZone);
  const rested = useDebounced(request === undefined ? '' : JSON.stringify(request));
  const isRested = request !== undefined && JSON.stringify(request) === rested;
  const asked = useQuery({
    ...deletionPlanQuery(cluster, topic, request ?? { before: 'end' }),
    enabled: isRested,
    placeholderData: (last) => last,
  });
  const remove = useMutation(deleteRecordsMutation(queryClient, cluster, topic));
  const plan = asked.isError ? undefined : asked.data;
  const isPlanned = isRested && plan !== undefined && !asked.isPlaceholderData && plan.countAtMost !== '0';
  if (remove.data !== undefined && failedOf(remove.data) > 0) return <PartlyEmptied result={remove.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={rich('topicActions.empty.title', { topic: <MonoName>{topic}</MonoName> })}
      description={t('topicActions.empty.text')}
    >
      <form
        noValidate
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPlanned || typed !== topic) return;
          remove.mutate(requestOfPlan(plan), {
            onSuccess: (result) => {
              if (failedOf(result) === 0) onClose();
            },
          });
        }}
      >
        <EmptyTopicFields
          draft={draft}
          partitionCount={partitionCount}
          onChange={(change) => {
            setDraft({ ...draft, ...change });
            remove.reset();
          }}
        />
        {asked.isFetching && plan === undefined ? <p className="text-faint">{t('topicActions.asking')}</p> : null}
        {plan === undefined || request === undefined ? null : (
          <Busy when={!isRested || asked.isPlaceholderData}>
            <DeletionPlan plan={plan} />
          </Busy>
        )}
        {asked.error === null || request === undefined ? null : <ErrorState error={asked.error} />}
        {remove.error === null ? null : <ErrorState error={remove.error} />}
        {plan?.countAtMost === '0' ? null : <ConfirmName name={topic} typed={typed} onTyped={setTyped} />}
        <DialogActions>
          <Button onClick={onClose}>{t('topicActions.empty.keep')}</Button>
          <Button type="submit" variant="danger" disabled={!isPlanned || typed !== topic || remove.isPending}>
            {remove.isPending
              ? t('topicActions.empty.deleting')
              : t('topicActions.empty.submit', {
                  count: Number(plan?.countAtMost ?? 0),
                  n: format.count(plan?.countAtMost ?? 0),
                })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function failedOf({ partitions }: RecordsDeleted): number {
  return partitions.filter(({ error }) => error !== null).length;
}

function PartlyEmptied({ result, onClose }: { result: RecordsDeleted; onClose: () => void }) {
  const { t, rich } = useText();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={rich('topicActions.empty.title', { topic: <MonoName>{result.name}</MonoName> })}
    >
      <Notice tone="bad">{t('topicActions.empty.failed', { count: failedOf(result) })}</Notice>
      <DeletionPlan plan={result} />
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          {t('topicActions.empty.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
