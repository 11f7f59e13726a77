'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import { useDebounced } from '@/components/ui/use-debounced';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { growTopicMutation } from '@/lib/queries/topics/topic-mutations';
import { growPlanQuery } from '@/lib/queries/topics/topic-plans';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import { wholeNumber } from './topic-draft';

interface GrowTopicDialogProps {
  cluster: string;
  topic: string;
  partitions: number;
  onClose: () => void;
}

/** Asks how many partitions there shall be, and says what that does to keys before it is done. */
export function GrowTopicDialog({ cluster, topic, partitions, onClose }: GrowTopicDialogProps) {
  const { t, rich } = useText();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(String(partitions * 2));
  const wanted = wholeNumber(typed, partitions + 1);
  const rested = useDebounced(wanted);
  const {
    data: plan,
    error,
    isFetching,
  } = useQuery({
    ...growPlanQuery(cluster, topic, { partitions: rested ?? 0 }),
    enabled: rested !== undefined,
  });
  const grow = useMutation(growTopicMutation(queryClient, cluster, topic));
  const isPlanned = plan !== undefined && plan.partitions === wanted && plan.before === partitions;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={rich('topicActions.grow.title', { topic: <MonoName>{topic}</MonoName> })}
      description={t('topicActions.grow.text', { now: t('common.partitions', { count: partitions }) })}
    >
      <form
        noValidate
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (isPlanned) grow.mutate({ partitions: plan.partitions }, { onSuccess: onClose });
        }}
      >
        <Field
          label={t('topicActions.grow.count')}
          hint={t('topicActions.grow.countHint')}
          error={wanted === undefined ? t('topicActions.grow.wrong', { count: partitions }) : undefined}
        >
          {(control) => (
            <Input autoFocus inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} {...control} />
          )}
        </Field>
        {isPlanned ? <GrowPlan cluster={cluster} topic={topic} to={plan.partitions} share={plan.movingKeyShare} /> : null}
        {!isPlanned && isFetching ? <p className="text-faint">{t('topicActions.asking')}</p> : null}
        {wanted === undefined || error === null ? null : <ErrorState error={error} />}
        {grow.error === null ? null : <ErrorState error={grow.error} />}
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={!isPlanned || grow.isPending}>
            {grow.isPending
              ? t('topicActions.grow.adding')
              : t('topicActions.grow.submit', { count: Math.max(1, (wanted ?? 0) - partitions) })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function GrowPlan({ cluster, topic, to, share }: { cluster: string; topic: string; to: number; share: number }) {
  const { t } = useText();
  const format = useFormat();
  const { data: described } = useQuery(clusterDetailQuery(cluster));
  const { data: detail } = useQuery(topicDetailQuery(cluster, topic));
  const servers = described?.bootstrapServers.join(',') ?? 'localhost:9092';
  return (
    <>
      <p className="text-muted">{t('topicActions.nothingYet')}</p>
      <Notice tone="warn" title={t('topicActions.grow.keys', { share: format.percent(share) })}>
        {t('topicActions.grow.keysNext')}
      </Notice>
      {detail?.cleanupPolicy?.includes('compact') === true ? (
        <Notice tone="warn">{t('topicActions.grow.compacted')}</Notice>
      ) : null}
      <p className="text-sm text-faint">{t('topicActions.grow.readers')}</p>
      <CodeBlock
        copy
        label={t('topicActions.command')}
        code={`ottla topics --bootstrap-server ${servers} \\\n  --alter --topic ${topic} --partitions ${to}`}
      />
    </>
  );
}
