'use client';
import { useMutation } from '@tanstack/react-query';
import { ApiError } from '@/lib/queries/api-error';
import { publishOne, type Published } from '@/lib/queries/records/publish-mutations';
import { schemaFor } from './check/kept-checks';
import { optionsOf, recordOf, type PublishDraft } from './publish-draft';
import { remember } from './publish-history';

/** Sends a draft without placeholders, and remembers it, whatever becomes of it. */
export function usePublish(cluster: string, topic: string, onPublished: ((published: Published) => void) | undefined) {
  return useMutation({
    mutationFn: (draft: PublishDraft) =>
      publishOne(cluster, topic, { record: recordOf(draft), options: optionsOf(draft), schema: schemaFor(cluster, topic) }),
    onSuccess: (published, draft) => {
      remember(cluster, topic, draft, { partition: published.partition, offset: published.offset });
      onPublished?.(published);
    },
    onError: (error, draft) => remember(cluster, topic, draft, { failed: ApiError.from(error).code }),
  });
}
