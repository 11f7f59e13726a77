'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PageError } from '@/components/ui/page-error';
import { Notice } from '@/components/ui/notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDebounced } from '@/components/ui/use-debounced';
import type { ConfigEntry } from '@/lib/contracts/config';
import { useText } from '@/lib/i18n/text-provider';
import { useLimitText } from '@/lib/queries/clusters/use-limit-text';
import { ApiError } from '@/lib/queries/api-error';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { configPlanQuery } from '@/lib/queries/topics/topic-plans';
import { topicConfigsQuery } from '@/lib/queries/topics/topic-queries';
import { ConfigChanges } from './config-changes';
import { noChanges, requestOfDraft, withChange, type ConfigDraft } from './config-draft';
import { configProblem } from './config-problem';
import { ConfigSearch } from './config-search';

/** Every setting of the topic, where its value comes from, and what it means; changed together, after a look at what that does. */
export function TopicConfig({ cluster, topic }: { cluster: string; topic: string }) {
  const { t } = useText();
  const { data, error, isFetching, refetch } = useQuery(topicConfigsQuery(cluster, topic));
  const canWrite = useCanWrite(cluster);
  const limit = useLimitText(cluster)('IncrementalAlterConfigs');
  if (data === undefined) {
    if (error === null) return <SkeletonRows rows={10} label={t('config.loading')} />;
    return <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  }
  if (!canWrite) return <ConfigSearch configs={data.configs} />;
  if (limit !== undefined)
    return (
      <>
        <Notice tone="info">{limit}</Notice>
        <ConfigSearch configs={data.configs} />
      </>
    );
  return <EditableConfig cluster={cluster} topic={topic} configs={data.configs} />;
}

interface EditableConfigProps {
  cluster: string;
  topic: string;
  configs: readonly ConfigEntry[];
}

function EditableConfig({ cluster, topic, configs }: EditableConfigProps) {
  const [draft, setDraft] = useState<ConfigDraft>(noChanges);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const hasProblem = configs.some(({ name, type }) => {
    const value = draft.get(name);
    return typeof value === 'string' && configProblem(type, value) !== undefined;
  });
  const refusals = useRefusals(cluster, topic, hasProblem ? noChanges : draft);
  const close = (name: string) => setOpen(new Set([...open].filter((other) => other !== name)));
  return (
    <>
      <ConfigSearch
        configs={configs}
        edit={{
          draft,
          open,
          refusals,
          onOpen: ({ name }) => setOpen(new Set([...open, name])),
          onChange: (entry, value) => setDraft(withChange(draft, entry, value)),
          onCancel: (entry) => {
            setDraft(withChange(draft, entry, undefined));
            close(entry.name);
          },
        }}
      />
      {draft.size === 0 ? null : (
        <ConfigChanges
          cluster={cluster}
          topic={topic}
          draft={draft}
          wrong={hasProblem || refusals.size > 0}
          onDone={() => {
            setDraft(noChanges);
            setOpen(new Set());
          }}
        />
      )}
    </>
  );
}

const checkAfterMs = 400;

/** The cluster checks what was typed; its words stand beside the setting that they are about. */
function useRefusals(cluster: string, topic: string, draft: ConfigDraft): ReadonlyMap<string, string> {
  const rested = useDebounced(draft, checkAfterMs);
  const { error } = useQuery({ ...configPlanQuery(cluster, topic, requestOfDraft(rested)), enabled: rested.size > 0 });
  const isAbout = error instanceof ApiError && error.code === 'INVALID_CONFIG' && rested === draft;
  return isAbout && error.field !== undefined ? new Map([[error.field, error.message]]) : new Map();
}
