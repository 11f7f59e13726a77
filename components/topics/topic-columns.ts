import * as z from 'zod/mini';
import { Kept } from '@/lib/preferences/kept';

/** Columns of the topic list that can be left out; the name and the menu always stay. */
export const topicColumns = [
  'partitions',
  'inSync',
  'replicas',
  'messages',
  'rate',
  'plot',
  'size',
  'last',
  'groups',
  'lag',
  'policy',
] as const;

const atFirstHidden: ReadonlySet<string> = new Set(['inSync', 'groups', 'lag', 'policy']);

export type OptionalColumn = (typeof topicColumns)[number];

/** The columns that are shown; those this version does not know are left out. */
export const keptTopicColumns = new Kept<readonly OptionalColumn[]>({
  name: 'ottla-topic-columns',
  byDefault: topicColumns.filter((column) => !atFirstHidden.has(column)),
  schema: z.pipe(
    z.array(z.string()),
    z.transform((names) => topicColumns.filter((column) => names.includes(column))),
  ),
});

export function withToggled(shown: readonly OptionalColumn[], column: OptionalColumn): readonly OptionalColumn[] {
  return topicColumns.filter((each) => shown.includes(each) !== (each === column));
}

/** Whether the list has to be asked for who reads the topics. */
export function showsGroups(shown: readonly OptionalColumn[]): boolean {
  return shown.includes('groups') || shown.includes('lag');
}
