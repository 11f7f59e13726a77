'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { MonoName } from '@/components/ui/mono-name';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { recreateTopicMutation } from '@/lib/queries/topics/topic-mutations';
import { recreationPlanQuery } from '@/lib/queries/topics/topic-plans';
import { ConfirmName } from './confirm-name';
import { NotRecreated, PastTheEnd } from './recreation-outcome';
import { RecreationPlan } from './recreation-plan';

interface RecreateTopicDialogProps {
  cluster: string;
  topic: string;
  onClose: () => void;
}

/** Deletes the topic and makes it again. What comes of it stays in sight when it is not what was wanted. */
export function RecreateTopicDialog({ cluster, topic, onClose }: RecreateTopicDialogProps) {
  const { t, rich } = useText();
  const queryClient = useQueryClient();
  const recreate = useMutation(recreateTopicMutation(queryClient, cluster, topic));
  const lost = recreate.error instanceof ApiError && recreate.error.code === 'TOPIC_NOT_RECREATED' ? recreate.error : undefined;
  const remembering = recreate.data?.groups ?? [];
  const hasOutcome = lost !== undefined || remembering.length > 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        // Nobody leaves by a slip while it is away: what it takes to make it by hand stands here.
        if (!open && !recreate.isPending) onClose();
      }}
      title={rich('topicActions.recreate.title', { topic: <MonoName>{topic}</MonoName> })}
      {...(hasOutcome ? {} : { description: t('topicActions.recreate.text') })}
    >
      {lost === undefined ? null : <NotRecreated error={lost} onClose={onClose} />}
      {remembering.length > 0 ? (
        <PastTheEnd cluster={cluster} topic={topic} groups={remembering.map(({ groupId }) => groupId)} onClose={onClose} />
      ) : null}
      {hasOutcome ? null : (
        <RecreateForm
          cluster={cluster}
          topic={topic}
          isPending={recreate.isPending}
          error={recreate.error}
          onClose={onClose}
          onConfirm={(topicId) =>
            recreate.mutate(
              { topicId },
              {
                onSuccess: ({ groups }) => {
                  if (groups === null || groups.length === 0) onClose();
                },
              },
            )
          }
        />
      )}
    </Dialog>
  );
}

interface RecreateFormProps extends RecreateTopicDialogProps {
  isPending: boolean;
  error: Error | null;
  onConfirm: (topicId: string) => void;
}

function RecreateForm({ cluster, topic, isPending, error, onClose, onConfirm }: RecreateFormProps) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const asked = useQuery(recreationPlanQuery(cluster, topic));
  const plan = asked.data;
  // An answer of the cluster's own says that the topic is as it was; anything else may have come to pass all the same.
  const isUnknown = error !== null && !(error instanceof ApiError && error.status >= 400 && error.status < 500);
  return (
    <form
      noValidate
      className="grid gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (plan !== undefined && typed === topic) onConfirm(plan.id);
      }}
    >
      {plan === undefined && asked.error === null ? <p className="text-faint">{t('topicActions.asking')}</p> : null}
      {plan === undefined ? null : <RecreationPlan plan={plan} />}
      {asked.error === null ? null : <ErrorState error={asked.error} />}
      {error === null ? null : <ErrorState error={error} />}
      {isUnknown ? <p className="text-sm text-muted">{t('topicActions.recreate.unknown')}</p> : null}
      {plan === undefined ? null : <ConfirmName name={topic} typed={typed} onTyped={setTyped} />}
      <DialogActions>
        <Button disabled={isPending} onClick={onClose}>
          {t('topics.delete.keep')}
        </Button>
        <Button type="submit" variant="danger" disabled={plan === undefined || typed !== topic || isPending}>
          {t(isPending ? 'topicActions.recreate.recreating' : 'topicActions.recreate.submit')}
        </Button>
      </DialogActions>
    </form>
  );
}
