'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { MonoName } from '@/components/ui/mono-name';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ConfigEntry } from '@/lib/contracts/config';
import { configMeaning } from '@/lib/format/config-meaning';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { createTopicMutation } from '@/lib/queries/topics/topic-mutations';
import { topicConfigsQuery, topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import { emptyDraft, wholeNumber, wrongNumbers } from './topic-draft';
import { nameProblem } from './topic-name-rule';
import { TopicCountFields, TopicNameField } from './topic-shape-fields';

interface CloneTopicDialogProps {
  cluster: string;
  topic: string;
  onClose: () => void;
  onCloned: (topic: string) => void;
}

/** A new topic shaped like one that is there, without its messages. */
export function CloneTopicDialog({ cluster, topic, onClose, onCloned }: CloneTopicDialogProps) {
  const { t, rich } = useText();
  const { data: detail, error } = useQuery(topicDetailQuery(cluster, topic));
  const configs = useQuery({ ...topicConfigsQuery(cluster, topic), staleTime: 0 });
  const failure = error ?? configs.error;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={rich('topicActions.clone.title', { topic: <MonoName>{topic}</MonoName> })}
      description={t('topicActions.clone.text')}
    >
      {detail !== undefined && configs.data !== undefined ? (
        <CloneForm
          cluster={cluster}
          source={{ name: topic, partitions: detail.partitions.length, replicas: detail.replicationFactor }}
          own={configs.data.configs.filter(({ source, isSensitive }) => source === 'topic' && !isSensitive)}
          onClose={onClose}
          onCloned={onCloned}
        />
      ) : failure === null ? (
        <SkeletonRows rows={4} label={t('config.loading')} />
      ) : (
        <ErrorState error={failure} />
      )}
    </Dialog>
  );
}

interface CloneFormProps {
  cluster: string;
  source: { readonly name: string; readonly partitions: number; readonly replicas: number };
  /** Settings of the topic itself. */
  own: readonly ConfigEntry[];
  onClose: () => void;
  onCloned: (topic: string) => void;
}

function CloneForm({ cluster, source, own, onClose, onCloned }: CloneFormProps) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const { data: described } = useQuery(clusterDetailQuery(cluster));
  const brokers = Math.max(1, described?.counts.brokersAlive ?? source.replicas);
  const [draft, setDraft] = useState({
    ...emptyDraft,
    name: `${source.name}-copy`,
    partitions: String(source.partitions),
    replicas: String(source.replicas),
  });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const create = useMutation(createTopicMutation(queryClient, cluster));
  const wrong = wrongNumbers(draft, brokers);
  const change = (changed: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changed });
    create.reset();
  };
  const isWrong = nameProblem(draft.name) !== undefined || wrong.size > 0;
  return (
    <form
      noValidate
      className="grid gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWrong) return;
        const configs = own.filter(({ name }) => !left.has(name)).map(({ name, value }) => [name, value ?? ''] as const);
        create.mutate(
          {
            name: draft.name,
            partitions: wholeNumber(draft.partitions, 1) ?? source.partitions,
            replicationFactor: wholeNumber(draft.replicas, 1) ?? source.replicas,
            configs: Object.fromEntries(configs),
          },
          { onSuccess: ({ name }) => onCloned(name) },
        );
      }}
    >
      <TopicNameField
        showAll
        label={t('topicActions.clone.name')}
        name={draft.name}
        refusal={undefined}
        onChange={(name) => change({ name })}
      />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <TopicCountFields draft={draft} brokers={brokers} wrong={wrong} refusal={undefined} onChange={change} />
      </div>
      <OwnSettings own={own} left={left} onLeft={setLeft} />
      {create.error === null ? null : <ErrorState error={create.error} />}
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={isWrong || create.isPending}>
          {t(create.isPending ? 'topicActions.clone.creating' : 'topicActions.clone.submit')}
        </Button>
      </DialogActions>
    </form>
  );
}

interface OwnSettingsProps {
  own: readonly ConfigEntry[];
  /** Settings that are not taken over. */
  left: ReadonlySet<string>;
  onLeft: (left: ReadonlySet<string>) => void;
}

function OwnSettings({ own, left, onLeft }: OwnSettingsProps) {
  const { t } = useText();
  const format = useFormat();
  if (own.length === 0) return <p className="text-sm text-faint">{t('topicActions.clone.noSettings')}</p>;
  return (
    <fieldset className="grid gap-0.5">
      <legend className="pb-1 text-sm text-muted">{t('topicActions.clone.settings', { count: own.length })}</legend>
      {own.map(({ name, value }) => (
        <Checkbox
          key={name}
          checked={!left.has(name)}
          onChange={(checked) => {
            const next = new Set(left);
            if (checked) next.delete(name);
            else next.add(name);
            onLeft(next);
          }}
          label={
            <span className="min-w-0 break-all">
              <bdi dir="ltr" className="font-mono text-sm">
                {name}={value}
              </bdi>{' '}
              <bdi className="isolated text-sm text-faint">{configMeaning(name, value ?? '', format)}</bdi>
            </span>
          }
        />
      ))}
    </fieldset>
  );
}
