'use client';
import { Suspense, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { late } from '@/components/ui/late';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { Sheet } from '@/components/ui/sheet';
import { usePreload } from '@/components/ui/use-preload';
import type { RecordsQuery } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import type { Kept } from '@/lib/preferences/kept';
import { CopyView } from './copy-view';
import { ExportDialog } from './export-dialog';
import { FilterLibrary } from './filter-library';
import { FromField } from './from-field';
import { decodingOf, pageSizes, type From, type FromKind, type MessagesSearch } from './messages-search';
import { PartitionFilter } from './partition-filter';
import { ReadingOptions } from './reading-options';
import { keptFilters, withRecent, type FilterText } from './saved-filters';
import { SearchField } from './search-field';
import type { TableChoice } from './table-choice';
import { TableOptions } from './table-options';
import { useIsNarrow } from './use-is-narrow';

const ExpressionField = late(() => import('./expression-field').then((module) => module.ExpressionField));

interface MessagesToolbarProps {
  cluster: string;
  topic: string;
  search: MessagesSearch;
  partitionCount: number;
  /** What the page asks the API for. */
  query: RecordsQuery;
  /** How the messages are laid out. */
  table: Kept<TableChoice>;
  onSearch: (change: Partial<MessagesSearch>, history: 'push' | 'replace') => void;
  /** The button that pauses the tail, when there is one. */
  pause: ReactNode;
  /** What else this page can do: publish. */
  actions: ReactNode;
}

const kinds: readonly FromKind[] = ['live', 'newest', 'oldest', 'offset', 'time', 'group'];
const quarterHourMs = 15 * 60_000;

function fromOf(kind: FromKind): From {
  switch (kind) {
    case 'live':
    case 'newest':
    case 'oldest':
      return { kind };
    case 'offset':
      return { kind, at: '0' };
    case 'time':
      return { kind, at: new Date(Date.now() - quarterHourMs).toISOString() };
    case 'group':
      return { kind, group: '' };
  }
}

/** Where to read from, which partitions, and what to look for. On a small screen the filters are behind one button. */
export function MessagesToolbar(props: MessagesToolbarProps) {
  const { cluster, topic, search, partitionCount, query, table, onSearch, pause, actions } = props;
  const { t } = useText();
  const isNarrow = useIsNarrow();
  const [isExpressing, setExpressing] = useState(false);
  usePreload(ExpressionField.preload);
  const view = { cluster, topic, search, partitionCount };
  const taking = (
    <>
      <CopyView {...view} query={query} />
      <ExportDialog {...view} />
    </>
  );
  const hasExpression = isExpressing || search.f !== '';
  const onFilter = ({ q, isCaseSensitive, f }: FilterText) => {
    onSearch({ q, isCaseSensitive, f, cursor: null }, 'replace');
    keptFilters.update((filters) => withRecent(filters, { q, isCaseSensitive, f }));
  };
  const from = (
    <Segmented
      className="justify-self-start"
      label={t('messages.from.label')}
      size={isNarrow ? 'small' : 'medium'}
      value={search.from.kind}
      onChange={(kind) => onSearch({ from: fromOf(kind), cursor: null }, 'push')}
      options={kinds.map((kind) => ({
        value: kind,
        label: kind === 'live' ? <LiveLabel isLive={search.from.kind === 'live'} /> : t(`messages.from.${kind}`),
      }))}
    />
  );
  const fromField = (
    <FromField
      cluster={cluster}
      topic={topic}
      from={search.from}
      onFrom={(next) => onSearch({ from: next, cursor: null }, 'push')}
    />
  );
  const filters = (
    <>
      <PartitionFilter
        partitionCount={partitionCount}
        selected={search.partitions}
        onSelect={(partitions) => onSearch({ partitions, cursor: null }, 'push')}
      />
      <SearchField
        className="min-w-52 flex-1"
        q={search.q}
        isCaseSensitive={search.isCaseSensitive}
        onSearch={(q) => onFilter({ ...search, q })}
        onCase={(isCaseSensitive) => onFilter({ ...search, isCaseSensitive })}
      />
      <Button aria-expanded={hasExpression} onClick={() => setExpressing(!hasExpression)} disabled={search.f !== ''}>
        {t('messages.expression.open')}
      </Button>
      <FilterLibrary current={search} onUse={onFilter} />
      {search.from.kind === 'live' ? null : (
        <PageSize n={search.n} onPageSize={(n) => onSearch({ n, cursor: null }, 'replace')} />
      )}
      <ReadingOptions cluster={cluster} search={search} onSearch={onSearch} />
      <TableOptions kept={table} />
    </>
  );
  const expression = hasExpression ? (
    <Suspense fallback={<div aria-busy className="min-h-[55px]" />}>
      <ExpressionField
        cluster={cluster}
        topic={topic}
        f={search.f}
        open={search.open}
        decoding={decodingOf(search)}
        onExpression={(f) => onFilter({ ...search, f })}
        onClose={() => setExpressing(false)}
      />
    </Suspense>
  ) : null;
  if (isNarrow) {
    return (
      <div className="grid gap-2">
        {from}
        {fromField}
        <div className="flex flex-wrap gap-2">
          <FilterSheet count={Number(search.partitions !== null) + Number(search.q !== '') + Number(search.f !== '')}>
            {filters}
          </FilterSheet>
          {pause}
          {taking}
          {actions}
        </div>
        {expression}
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {from}
        {fromField}
        <span className="flex-1" />
        {pause}
        {taking}
        {actions}
      </div>
      <div className="flex flex-wrap items-center gap-2">{filters}</div>
      {expression}
    </div>
  );
}

function LiveLabel({ isLive }: { isLive: boolean }) {
  const { t } = useText();
  return (
    <>
      <span aria-hidden className={isLive ? 'pulses size-[7px] rounded-full bg-live' : 'size-[7px] rounded-full bg-edge'} />
      {t('messages.from.live')}
    </>
  );
}

function PageSize({ n, onPageSize }: { n: number; onPageSize: (n: number) => void }) {
  const { t } = useText();
  const format = useFormat();
  const sizes = [...new Set([...pageSizes, n])].sort((left, right) => left - right);
  return (
    <Select
      aria-label={t('messages.filter.pageSize')}
      value={String(n)}
      onChange={(next) => onPageSize(Number(next))}
      options={sizes.map((size) => ({ value: String(size), label: t('messages.filter.perPage', { count: format.count(size) }) }))}
    />
  );
}

function FilterSheet({ count, children }: { count: number; children: ReactNode }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {count === 0 ? t('messages.filter.filters') : t('messages.filter.filtersOn', { count })}
      </Button>
      <Sheet side="bottom" open={isOpen} onOpenChange={setOpen} title={t('messages.filter.filters')}>
        <Field label={t('messages.filter.what')}>{() => <div className="grid gap-3">{children}</div>}</Field>
        <Button variant="primary" onClick={() => setOpen(false)}>
          {t('messages.filter.show')}
        </Button>
      </Sheet>
    </>
  );
}
