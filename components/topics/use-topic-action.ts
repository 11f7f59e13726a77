'use client';
import { useAct } from '@/components/ui/use-act';
import { topicActionOf, type TopicAction } from './topic-action';

/** Which question about the topic is open, on whatever page of it. */
export function useTopicAction(): readonly [TopicAction | undefined, (action: TopicAction | undefined) => void] {
  const [act, ask] = useAct();
  return [topicActionOf(act), ask];
}
