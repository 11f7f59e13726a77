'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { deleteTopicMutation } from '@/lib/queries/topics/topic-mutations';
import { topicGroupsQuery } from '@/lib/queries/topics/topic-queries';
import { ConfirmName } from './confirm-name';

/** What the dialog tells about the topic that is about to go. */
export interface DoomedTopic {
  readonly name: string;
  readonly internal: boolean;
  readonly messageCount: string | null;
  readonly sizeBytes: number | null;
}

interface DeleteTopicDialogProps {
  cluster: string;
  topic: DoomedTopic;
  onClose: () => void;
  onDeleted: (topic: string) => void;
}

/** Says what is lost and who reads it, and wants the name typed. */
export function DeleteTopicDialog({ cluster, topic, onClose, onDeleted }: DeleteTopicDialogProps) {
  const { rich } = useText();
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={rich('topics.delete.title', { topic: <MonoName>{topic.name}</MonoName> })}
      description={<Loss topic={topic} />}
    >
      <DeleteTopicForm cluster={cluster} topic={topic} onClose={onClose} onDeleted={onDeleted} />
    </Dialog>
  );
}

function Loss({ topic }: { topic: DoomedTopic }) {
  const { t } = useText();
  const format = useFormat();
  if (topic.messageCount === null || topic.sizeBytes === null) return t('topics.delete.textUnknown');
  return t('topics.delete.text', {
    messages: t('common.messages', { count: Number(topic.messageCount) }),
    size: format.bytes(topic.sizeBytes),
  });
}

function Readers({ cluster, topic }: { cluster: string; topic: string }) {
  const { t, rich } = useText();
  const { data } = useQuery({ ...topicGroupsQuery(cluster, topic), staleTime: 0 });
  if (data === undefined) return null;
  if (data.groups.length === 0) return <p className="text-muted">{t('topics.delete.noGroups')}</p>;
  return (
    <p className="text-muted">
      {rich('topics.delete.groups', {
        count: data.groups.length,
        groups: <MonoName>{data.groups.map(({ groupId }) => groupId).join(', ')}</MonoName>,
      })}
    </p>
  );
}

function DeleteTopicForm({ cluster, topic, onClose, onDeleted }: DeleteTopicDialogProps) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const remove = useMutation(deleteTopicMutation(queryClient, cluster));
  const matches = typed === topic.name;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (matches) remove.mutate(topic.name, { onSuccess: () => onDeleted(topic.name) });
  };
  return (
    <form onSubmit={submit} className="grid gap-3.5">
      {topic.internal ? <Notice tone="warn">{t('topics.delete.internal')}</Notice> : null}
      <Readers cluster={cluster} topic={topic.name} />
      <p className="text-sm text-faint">{t('topics.delete.recreated')}</p>
      <ConfirmName autoFocus name={topic.name} typed={typed} onTyped={setTyped} />
      {remove.error === null ? null : <ErrorState error={remove.error} />}
      <DialogActions>
        <Button onClick={onClose}>{t('topics.delete.keep')}</Button>
        <Button type="submit" variant="danger" disabled={!matches || remove.isPending}>
          {t(remove.isPending ? 'topics.delete.deleting' : 'topics.delete.submit')}
        </Button>
      </DialogActions>
    </form>
  );
}
