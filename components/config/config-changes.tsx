'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { ConfigEffect, ConfigsAltered } from '@/lib/contracts/config';
import { configMeaning } from '@/lib/format/config-meaning';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { alterConfigsMutation } from '@/lib/queries/topics/topic-mutations';
import { configPlanQuery } from '@/lib/queries/topics/topic-plans';
import { commandOfDraft, requestOfDraft, type ConfigDraft } from './config-draft';

interface ConfigChangesProps {
  cluster: string;
  topic: string;
  draft: ConfigDraft;
  /** Something is wrong with one of them. */
  wrong: boolean;
  onDone: () => void;
}

/** What was changed on the page and not yet in the cluster. Stays in sight. */
export function ConfigChanges({ cluster, topic, draft, wrong, onDone }: ConfigChangesProps) {
  const { t } = useText();
  const [reviewing, setReviewing] = useState(false);
  return (
    <div className="sticky inset-be-3 z-10 flex flex-wrap items-center justify-between gap-2 rounded-lg border border-edge bg-surface px-3.5 py-2 shadow-float">
      <span role="status">
        {t('config.edit.pending', { count: draft.size })}{' '}
        <span className="text-faint">{t(wrong ? 'config.edit.pendingWrong' : 'config.edit.pendingNext')}</span>
      </span>
      <span className="flex gap-2">
        <Button onClick={onDone}>{t('config.edit.discard')}</Button>
        <Button variant="primary" disabled={wrong} onClick={() => setReviewing(true)}>
          {t('config.edit.review')}
        </Button>
      </span>
      {reviewing ? (
        <ReviewDialog cluster={cluster} topic={topic} draft={draft} onClose={() => setReviewing(false)} onDone={onDone} />
      ) : null}
    </div>
  );
}

interface ReviewDialogProps {
  cluster: string;
  topic: string;
  draft: ConfigDraft;
  onClose: () => void;
  onDone: () => void;
}

/** The dry run: what changes, what that does to the messages that are there, and the same as a command. */
function ReviewDialog({ cluster, topic, draft, onClose, onDone }: ReviewDialogProps) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const request = requestOfDraft(draft);
  const { data: plan, error } = useQuery(configPlanQuery(cluster, topic, request));
  const { data: described } = useQuery(clusterDetailQuery(cluster));
  const alter = useMutation(alterConfigsMutation(queryClient, cluster, topic));
  const servers = described?.bootstrapServers.join(',') ?? 'localhost:9092';
  const isDangerous = plan?.effects.some(({ kind }) => kind === 'deletes-older' || kind === 'deletes-beyond') === true;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('config.edit.title', { topic })}
      description={t('topicActions.nothingYet')}
      className="max-w-[640px]!"
    >
      {plan === undefined ? (
        error === null ? (
          <SkeletonRows rows={draft.size} label={t('topicActions.asking')} />
        ) : (
          <ErrorState error={error} />
        )
      ) : (
        <>
          <ChangeTable plan={plan} reset={request.reset} />
          {plan.effects.map((effect) => (
            <EffectNotice key={`${effect.config} ${effect.kind}`} effect={effect} />
          ))}
          <CodeBlock copy label={t('topicActions.command')} code={commandOfDraft(draft, topic, servers)} />
        </>
      )}
      {alter.error === null ? null : <ErrorState error={alter.error} />}
      <DialogActions>
        <Button onClick={onClose}>{t('config.edit.back')}</Button>
        <Button
          variant={isDangerous ? 'danger' : 'primary'}
          disabled={plan === undefined || alter.isPending}
          onClick={() => alter.mutate(request, { onSuccess: onDone })}
        >
          {alter.isPending ? t('config.edit.applying') : t('config.edit.apply', { count: draft.size })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function ChangeTable({ plan, reset }: { plan: ConfigsAltered; reset: readonly string[] }) {
  const { t } = useText();
  const format = useFormat();
  const shown = (name: string, value: string | null) => {
    const meaning = value === null ? undefined : configMeaning(name, value, format);
    return (
      <>
        {value === null || value === '' ? <span className="text-faint">{t('config.unset')}</span> : <bdi dir="ltr">{value}</bdi>}
        {meaning === undefined ? null : (
          <bdi className="isolated ps-1.5 font-sans text-faint max-sm:block max-sm:ps-0">{meaning}</bdi>
        )}
      </>
    );
  };
  return (
    <TableFrame label={t('config.edit.table')}>
      <Table>
        <thead>
          <tr>
            <Th>{t('config.name')}</Th>
            <Th>{t('config.edit.before')}</Th>
            <Th>{t('config.edit.after')}</Th>
          </tr>
        </thead>
        <tbody>
          {plan.changes.map(({ name, before, after }) => (
            <Tr key={name}>
              <Td mono>{name}</Td>
              <Td mono className="text-muted">
                {shown(name, before)}
              </Td>
              <Td mono className="font-medium">
                {shown(name, after)}
                {reset.includes(name) ? <span className="ps-1.5 font-sans text-faint">{t('config.edit.default')}</span> : null}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function EffectNotice({ effect }: { effect: ConfigEffect }) {
  const { t } = useText();
  const format = useFormat();
  switch (effect.kind) {
    case 'deletes-older':
      return (
        <Notice tone="bad">
          {t('config.effects.deletesOlder', {
            count: Number(effect.countAtMost ?? 0),
            n: format.count(effect.countAtMost ?? 0),
          })}
        </Notice>
      );
    case 'deletes-beyond':
      return <Notice tone="bad">{t('config.effects.deletesBeyond', { size: format.bytes(effect.bytes ?? 0) })}</Notice>;
    case 'compacts':
      return <Notice tone="warn">{t('config.effects.compacts')}</Notice>;
    case 'blocks-writes':
      return <Notice tone="warn">{t('config.effects.blocksWrites')}</Notice>;
    case 'may-lose':
      return <Notice tone="warn">{t('config.effects.mayLose')}</Notice>;
  }
}
