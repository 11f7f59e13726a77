'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { createTopicMutation } from '@/lib/queries/topics/topic-mutations';
import { CreateTopicFields } from './create-topic-fields';
import { emptyDraft, requestOf, wrongNumbers, type TopicDraft } from './topic-draft';
import { nameProblem } from './topic-name-rule';

interface CreateTopicFormProps {
  cluster: string;
  onCancel: () => void;
  onCreated: (topic: string) => void;
}

/** Codes that a field shows itself. */
const fieldOfCode: Readonly<Record<string, 'name' | 'partitions' | 'replicas'>> = {
  INVALID_TOPIC_NAME: 'name',
  TOPIC_EXISTS: 'name',
  INVALID_PARTITIONS: 'partitions',
  INVALID_REPLICATION_FACTOR: 'replicas',
};

export function CreateTopicForm({ cluster, onCancel, onCreated }: CreateTopicFormProps) {
  const { t, find } = useText();
  const queryClient = useQueryClient();
  const detail = useQuery(clusterDetailQuery(cluster));
  const brokers = Math.max(1, detail.data?.counts.brokersAlive ?? 1);
  const [draft, setDraft] = useState<TopicDraft>({ ...emptyDraft, replicas: String(Math.min(3, brokers)) });
  const [tried, setTried] = useState(false);
  const create = useMutation(createTopicMutation(queryClient, cluster));
  const wrong = wrongNumbers(draft, brokers);
  const refused = create.error instanceof ApiError ? create.error : undefined;
  const refusedField = refused === undefined ? undefined : fieldOfCode[refused.code];
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (nameProblem(draft.name) !== undefined || wrong.size > 0) return;
    create.mutate(requestOf(draft), { onSuccess: (created) => onCreated(created.name) });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-3.5">
      <CreateTopicFields
        draft={draft}
        brokers={brokers}
        showAll={tried}
        wrong={wrong}
        refusal={
          refused === undefined || refusedField === undefined
            ? undefined
            : { field: refusedField, text: find(`errors.${refused.code}.title`) ?? refused.message }
        }
        onChange={(change) => {
          setDraft({ ...draft, ...change });
          if (create.isError) create.reset();
        }}
      />
      {create.error !== null && refusedField === undefined ? <ErrorState error={create.error} /> : null}
      <DialogActions>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={create.isPending}>
          {t(create.isPending ? 'topics.create.creating' : 'topics.create.submit')}
        </Button>
      </DialogActions>
    </form>
  );
}
