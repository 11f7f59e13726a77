'use client';
import { useSearchParams } from 'next/navigation';
import { topicActionOf, type TopicAction } from './topic-action';

/** Which question about the topic is open. It stands in the address, so that the palette and a link can ask it. */
export function useTopicAction(): readonly [TopicAction | undefined, (action: TopicAction | undefined) => void] {
  const action = topicActionOf(useSearchParams().get('act'));
  const ask = (next: TopicAction | undefined) => {
    const address = new URL(window.location.href);
    if (next === undefined) address.searchParams.delete('act');
    else address.searchParams.set('act', next);
    window.history.replaceState(null, '', address);
  };
  return [action, ask];
}
