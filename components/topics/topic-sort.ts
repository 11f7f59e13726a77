import type { Sort } from '@/components/ui/table';
import type { TopicSort } from '@/lib/contracts/topic';

export type TopicColumn = Exclude<TopicSort, `-${string}`>;

const columns: readonly TopicColumn[] = ['name', 'partitions', 'replicas', 'messages', 'size', 'last', 'rate', 'groups', 'lag'];

export function sortOf(sort: TopicSort): Sort<TopicColumn> {
  const by = columns.find((column) => column === sort || `-${column}` === sort) ?? 'name';
  return { by, direction: sort.startsWith('-') ? 'descending' : 'ascending' };
}

export function sortText({ by, direction }: Sort<TopicColumn>): TopicSort {
  return direction === 'ascending' ? by : `-${by}`;
}
