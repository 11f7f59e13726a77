'use client';
import { useCallback, useSyncExternalStore } from 'react';
import { draftStoreOf } from './draft-store';
import { emptyDraft, type PublishDraft } from './publish-draft';

type Change = (change: Partial<PublishDraft>) => void;

/** The draft of a topic's form; one that repeats a record is a draft of its own, so that nothing typed is lost to it. */
export function useDraft(cluster: string, topic: string, replay: string | null): readonly [PublishDraft, Change] {
  const name = `ottla-publish ${cluster} ${topic}${replay === null ? '' : ` ${replay}`}`;
  const subscribe = useCallback((listener: () => void) => draftStoreOf(name).subscribe(listener), [name]);
  const draft = useSyncExternalStore(
    subscribe,
    () => draftStoreOf(name).get(),
    () => emptyDraft,
  );
  const change = useCallback<Change>((part) => draftStoreOf(name).set({ ...draftStoreOf(name).get(), ...part }), [name]);
  return [draft, change];
}
