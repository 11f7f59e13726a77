'use client';
import { RowCheck } from '@/components/ui/row-check';
import { SortHead, Table, TableFrame, Th } from '@/components/ui/table';
import type { TopicListQuery, TopicPage, TopicSummary } from '@/lib/contracts/topic';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import { useSampledHistory } from '@/components/ui/use-sampled-history';
import type { TopicAction } from './topic-action';
import { keptTopicColumns } from './topic-columns';
import { checkCell, TopicRow, wideOnly, type TopicRowProps } from './topic-row';
import { checkOf, selectableOf } from './topic-selection';
import { sortOf, sortText, type TopicColumn } from './topic-sort';
import type { SelectionHandle } from './use-topic-selection';

interface TopicTableProps {
  cluster: string;
  query: TopicListQuery;
  page: TopicPage;
  pageAtMs: number;
  /** Undefined where nothing can be done to what is selected. */
  selection: SelectionHandle | undefined;
  onSort: (sort: TopicListQuery['sort']) => void;
  onAction: (topic: TopicSummary, action: TopicAction) => void;
}

function ratesOf(page: TopicPage): Record<string, number | null> {
  return Object.fromEntries(page.topics.map((topic) => [topic.name, topic.messagesPerSecond]));
}

export function TopicTable({ cluster, query, page, pageAtMs, selection, onSort, onAction }: TopicTableProps) {
  const { t } = useText();
  const history = useSampledHistory(pageAtMs, ratesOf(page));
  const shown = new Set(useKept(keptTopicColumns));
  const sort = sortOf(query.sort);
  const checkedIn = ({ name, internal }: TopicSummary): Pick<TopicRowProps, 'check'> =>
    selection === undefined
      ? {}
      : {
          check: {
            isSelectable: !internal,
            checked: selection.selection.has(name),
            isShown: selection.selection.size > 0,
            onChange: (selected, isRange) => selection.choose(page, name, selected, isRange),
          },
        };
  const head = (column: TopicColumn, num: boolean, className = '') => (
    <SortHead
      column={column}
      sort={sort}
      onSort={(next) => onSort(sortText(next))}
      num={num}
      className={className}
      {...(column === 'last' ? { first: 'descending' } : {})}
    >
      {t(`topics.columns.${column}`)}
    </SortHead>
  );
  return (
    <TableFrame label={t('topics.table')}>
      <Table>
        <thead>
          <tr>
            {selection === undefined ? null : (
              <Th className={checkCell}>
                <RowCheck
                  label={t('topics.selection.all')}
                  isShown
                  checked={checkOf(selection.selection, selectableOf(page))}
                  onChange={(selected) => selection.chooseAll(page, selected)}
                />
              </Th>
            )}
            {head('name', false)}
            {shown.has('partitions') ? head('partitions', true, wideOnly) : null}
            {shown.has('inSync') ? (
              <Th num className={wideOnly}>
                {t('topics.columns.inSync')}
              </Th>
            ) : null}
            {shown.has('replicas') ? head('replicas', true, wideOnly) : null}
            {shown.has('messages') ? head('messages', true) : null}
            {shown.has('rate') ? head('rate', true) : null}
            {shown.has('plot') ? <Th className={wideOnly}>{t('topics.columns.plot')}</Th> : null}
            {shown.has('size') ? head('size', true, 'max-sm:hidden') : null}
            {shown.has('last') ? head('last', false, 'max-sm:hidden') : null}
            {shown.has('groups') ? head('groups', true, wideOnly) : null}
            {shown.has('lag') ? head('lag', true, wideOnly) : null}
            {shown.has('policy') ? <Th className={wideOnly}>{t('topics.columns.policy')}</Th> : null}
            <Th>
              <span className="sr-only">{t('topics.columns.actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {page.topics.map((topic) => (
            <TopicRow
              key={topic.name}
              cluster={cluster}
              topic={topic}
              shown={shown}
              {...checkedIn(topic)}
              rates={history[topic.name] ?? []}
              onAction={(action) => onAction(topic, action)}
            />
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
