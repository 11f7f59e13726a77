'use client';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useDebounced } from '@/components/ui/use-debounced';
import type { TopicDetail } from '@/lib/contracts/topic';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { topicDetailQuery, topicListQuery } from '@/lib/queries/topics/topic-queries';

const offered = 20;

/** The topic of a name, once it is typed. */
export function useTarget(cluster: string, name: string) {
  const rested = useDebounced(name);
  const { data, error } = useQuery({
    ...topicDetailQuery(cluster, rested),
    enabled: rested !== '' && rested === name,
    retry: false,
  });
  return { detail: data?.name === name ? data : undefined, error: rested === name ? error : null };
}

/** There is no topic of that name. */
export function isAbsent(error: Error | null): boolean {
  return error !== null && ApiError.from(error).code === 'TOPIC_NOT_FOUND';
}

interface TopicFieldProps {
  cluster: string;
  /** The topic that is copied, if it is in this cluster: it is not offered. */
  source: string | null;
  name: string;
  target: { readonly detail: TopicDetail | undefined; readonly error: Error | null };
  onName: (name: string) => void;
}

/** A topic by its name; those that contain what is typed are offered. */
export function TopicField({ cluster, source, name, target, onName }: TopicFieldProps) {
  const { t, find } = useText();
  const list = useId();
  const q = useDebounced(name);
  const { data } = useQuery(topicListQuery(cluster, { q, internal: false, sort: 'name', page: 1, pageSize: offered }));
  const { detail, error } = target;
  const wrong =
    name === source
      ? t('transfer.targetSame')
      : detail?.internal === true
        ? t('transfer.targetInternal')
        : error === null
          ? undefined
          : isAbsent(error)
            ? undefined
            : (find(`errors.${ApiError.from(error).code}.title`) ?? error.message);
  return (
    <Field
      label={t('transfer.target')}
      hint={detail === undefined ? t('transfer.targetHint') : t('transfer.targetPartitions', { count: detail.partitions.length })}
      error={wrong}
    >
      {(control) => (
        <>
          <Input mono autoFocus list={list} value={name} onChange={(event) => onName(event.target.value.trim())} {...control} />
          <datalist id={list}>
            {(data?.topics ?? [])
              .filter((topic) => topic.name !== source)
              .map((topic) => (
                <option key={topic.name} value={topic.name} />
              ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
