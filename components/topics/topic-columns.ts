import * as z from 'zod/mini';
import { Kept } from '@/lib/preferences/kept';

/** Columns of the topic list that can be left out; the name and the menu always stay. */
export const topicColumns = ['partitions', 'replicas', 'messages', 'rate', 'plot', 'size', 'last', 'policy'] as const;

export type OptionalColumn = (typeof topicColumns)[number];

/** The columns that are shown; those this version does not know are left out. */
export const keptTopicColumns = new Kept<readonly OptionalColumn[]>({
  name: 'ottla-topic-columns',
  byDefault: topicColumns.filter((column) => column !== 'policy'),
  schema: z.pipe(
    z.array(z.string()),
    z.transform((names) => topicColumns.filter((column) => names.includes(column))),
  ),
});

export function withToggled(shown: readonly OptionalColumn[], column: OptionalColumn): readonly OptionalColumn[] {
  return topicColumns.filter((each) => shown.includes(each) !== (each === column));
}
