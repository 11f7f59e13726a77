import { partitionColumns, type PartitionSort } from '@/components/partitions/partition-row-data';
import type { PartitionsViewKind } from '@/components/partitions/partitions-view';

/** The URL of the partitions page: ?view=partition|broker&sort=high, with a leading `-` for descending. */
export interface PartitionsSearch {
  readonly view: PartitionsViewKind;
  readonly sort: PartitionSort;
}

export function parsePartitionsSearch(params: URLSearchParams): PartitionsSearch {
  const text = params.get('sort') ?? 'partition';
  const column = partitionColumns.find((name) => name === text.replace(/^-/, ''));
  return {
    view: params.get('view') === 'broker' ? 'broker' : 'partition',
    sort: { by: column ?? 'partition', direction: column !== undefined && text.startsWith('-') ? 'descending' : 'ascending' },
  };
}

export function formatPartitionsSearch({ view, sort }: PartitionsSearch): string {
  const params = new URLSearchParams();
  if (view !== 'partition') params.set('view', view);
  const text = `${sort.direction === 'descending' ? '-' : ''}${sort.by}`;
  if (text !== 'partition') params.set('sort', text);
  return params.size === 0 ? '' : `?${params.toString()}`;
}
