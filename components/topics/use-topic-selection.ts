'use client';
import { useState } from 'react';
import type { TopicListQuery, TopicPage } from '@/lib/contracts/topic';
import type { ApiError } from '@/lib/queries/api-error';
import { rangeOf, refreshed, selectableOf, withTopics, type TopicSelection } from './topic-selection';

export type Refusals = ReadonlyMap<string, ApiError>;

export interface SelectionHandle {
  readonly selection: TopicSelection;
  /** Why topics that are selected were not deleted. */
  readonly refusals: Refusals;
  /** One row; with `isRange` all from the row that was chosen before. */
  readonly choose: (page: TopicPage, name: string, selected: boolean, isRange: boolean) => void;
  readonly chooseAll: (page: TopicPage, selected: boolean) => void;
  /** These are gone. */
  readonly drop: (names: readonly string[]) => void;
  readonly refuse: (refusals: Refusals) => void;
  readonly clear: () => void;
}

/** Which topics are selected. It outlives sorting, filters and pages; what is gone from the list is gone from it. */
export function useTopicSelection(page: TopicPage | undefined, query: TopicListQuery): SelectionHandle {
  const [selection, select] = useState<TopicSelection>(new Map());
  const [refusals, refuse] = useState<Refusals>(new Map());
  const [last, setLast] = useState<string | undefined>();
  const current = page === undefined ? selection : refreshed(selection, page, query);
  if (current !== selection) select(current);
  return {
    selection: current,
    refusals,
    choose: (shown, name, selected, isRange) => {
      select(withTopics(current, rangeOf(selectableOf(shown), isRange ? last : undefined, name), selected));
      setLast(name);
    },
    chooseAll: (shown, selected) => select(withTopics(current, selectableOf(shown), selected)),
    drop: (names) => {
      const next = new Map(current);
      for (const name of names) next.delete(name);
      select(next);
    },
    refuse,
    clear: () => {
      select(new Map());
      refuse(new Map());
    },
  };
}
