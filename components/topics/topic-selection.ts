import type { TopicListQuery, TopicPage, TopicSummary } from '@/lib/contracts/topic';

/** What is selected, by name, as it was last seen. */
export type TopicSelection = ReadonlyMap<string, TopicSummary>;

/** Kafka's own topics are deleted one by one, if at all. */
export function selectableOf(page: TopicPage): readonly TopicSummary[] {
  return page.topics.filter(({ internal }) => !internal);
}

export function withTopics(selection: TopicSelection, topics: readonly TopicSummary[], selected: boolean): TopicSelection {
  const next = new Map(selection);
  for (const topic of topics) {
    if (selected) next.set(topic.name, topic);
    else next.delete(topic.name);
  }
  return next;
}

/** The rows from one to another, in whatever order; only the second where the first is not in sight. */
export function rangeOf(topics: readonly TopicSummary[], from: string | undefined, to: string): readonly TopicSummary[] {
  const end = topics.findIndex(({ name }) => name === to);
  const start = topics.findIndex(({ name }) => name === from);
  if (start < 0) return topics.slice(end, end + 1);
  return topics.slice(Math.min(start, end), Math.max(start, end) + 1);
}

export function checkOf(selection: TopicSelection, topics: readonly TopicSummary[]): boolean | 'some' {
  const count = topics.filter(({ name }) => selection.has(name)).length;
  return count === 0 ? false : count === topics.length ? true : 'some';
}

/** As the list has it now: figures tick, and a topic that is gone, or another one by now, leaves. The same map when nothing changed. */
export function refreshed(selection: TopicSelection, page: TopicPage, query: TopicListQuery): TopicSelection {
  const listed = new Map(page.topics.map((topic) => [topic.name, topic]));
  const isWhole = page.topics.length === page.total;
  const next = new Map<string, TopicSummary>();
  for (const [name, topic] of selection) {
    const now = listed.get(name);
    if (now !== undefined) {
      if (now.id === topic.id) next.set(name, now);
    } else if (!isWhole || !matches(topic, query)) next.set(name, topic);
  }
  const isSame = next.size === selection.size && [...next].every(([name, topic]) => selection.get(name) === topic);
  return isSame ? selection : next;
}

function matches({ name }: TopicSummary, { q }: TopicListQuery): boolean {
  return name.toLowerCase().includes(q.toLowerCase());
}
