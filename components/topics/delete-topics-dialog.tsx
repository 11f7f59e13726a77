'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { TopicSummary } from '@/lib/contracts/topic';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { deleteTopicsMutation } from '@/lib/queries/topics/topic-mutations';
import { wholeNumber } from './topic-draft';
import type { SelectionHandle } from './use-topic-selection';

interface DeleteTopicsDialogProps {
  cluster: string;
  handle: SelectionHandle;
  onClose: () => void;
}

/**
 * Names what goes and wants its number typed: names would be copied rather than read, and a number is the same to type in every
 * language and says the one thing that a selection can have wrong.
 */
export function DeleteTopicsDialog({ cluster, handle, onClose }: DeleteTopicsDialogProps) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const [doneCount, setDoneCount] = useState(0);
  const remove = useMutation(deleteTopicsMutation(queryClient, cluster, setDoneCount));
  /** What was asked for, while the list loses one after the other. */
  const [asked, setAsked] = useState<readonly TopicSummary[] | undefined>();
  const topics = asked ?? [...handle.selection.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const count = topics.length;
  const matches = count > 0 && wholeNumber(typed, 1) === count;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !remove.isPending) onClose();
      }}
      title={t('topics.deleteMany.title', { count })}
      description={t('topics.deleteMany.text')}
    >
      <form
        noValidate
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!matches) return;
          setAsked(topics);
          remove.mutate(
            topics.map(({ name }) => name),
            {
              onSuccess: ({ gone, refusals }) => {
                handle.drop(gone);
                handle.refuse(refusals);
                onClose();
              },
            },
          );
        }}
      >
        <Doomed topics={topics} />
        <p className="text-sm text-faint">{t('topics.deleteMany.recreated')}</p>
        <Field label={t('topics.deleteMany.type')}>
          {(control) => (
            <Input
              mono
              autoFocus
              autoComplete="off"
              inputMode="numeric"
              disabled={remove.isPending}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          )}
        </Field>
        <DialogActions>
          <Button disabled={remove.isPending} onClick={onClose}>
            {t('topics.deleteMany.keep')}
          </Button>
          <Button type="submit" variant="danger" disabled={!matches || remove.isPending}>
            {remove.isPending
              ? t('topics.deleteMany.deleting', { done: doneCount, count })
              : t('topics.deleteMany.submit', { count })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Doomed({ topics }: { topics: readonly TopicSummary[] }) {
  const { t } = useText();
  const format = useFormat();
  const messages = ({ messageCount, exact }: TopicSummary): string => {
    if (messageCount === null) return t('common.notKnown');
    const figure = format.count(messageCount);
    return exact || messageCount === '0' ? figure : t('topics.atMost', { count: figure });
  };
  return (
    <TableFrame label={t('topics.deleteMany.table')} className="max-h-64 overflow-y-auto">
      <Table>
        <thead>
          <tr>
            <Th>{t('topics.columns.name')}</Th>
            <Th num>{t('topics.columns.messages')}</Th>
            <Th num>{t('topics.columns.size')}</Th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <Tr key={topic.name}>
              <Td mono grow title={topic.name}>
                <bdi dir="ltr">{topic.name}</bdi>
              </Td>
              <Td num mono>
                {messages(topic)}
              </Td>
              <Td num className="text-muted">
                {topic.sizeBytes === null ? (
                  t('common.notKnown')
                ) : (
                  <bdi className="isolated">{format.bytes(topic.sizeBytes)}</bdi>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
