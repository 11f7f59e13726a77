'use client';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { PageError } from '@/components/ui/page-error';
import { Notice } from '@/components/ui/notice';
import { Pager } from '@/components/ui/pager';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { KafkaRecord, RecordsQuery } from '@/lib/contracts/record';
import type { RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { RecordTable } from './record-table';
import { ScanStatus } from './scan-status';
import type { TableChoice } from './table-choice';
import { useScan, type Scan } from './use-scan';
import { useSearch } from './use-search';

interface BrowseMessagesProps {
  cluster: string;
  topic: string;
  table: TableChoice;
  query: RecordsQuery;
  /** Which way `next` goes: back in time from the newest, else forward. */
  isBackward: boolean;
  open: RecordPlace | null;
  fresh: ReadonlySet<string>;
  onOpen: (record: KafkaRecord) => void;
  onCursor: (cursor: string) => void;
  emptyActions: ReactNode;
}

/** One page of records, with exact pages before and after it. A search is shown while it is under way. */
export function BrowseMessages(props: BrowseMessagesProps) {
  const isSearch = props.query.q !== undefined || props.query.f !== undefined;
  return isSearch ? <SearchedMessages {...props} /> : <ReadMessages {...props} />;
}

function ReadMessages(props: BrowseMessagesProps) {
  return <ScannedMessages {...props} scan={useScan(props.cluster, props.topic, props.query)} isSearch={false} />;
}

function SearchedMessages(props: BrowseMessagesProps) {
  return <ScannedMessages {...props} scan={useSearch(props.cluster, props.topic, props.query)} isSearch />;
}

function ScannedMessages(props: BrowseMessagesProps & { scan: Scan; isSearch: boolean }) {
  const { cluster, topic, table, isBackward, open, fresh, onOpen, onCursor, emptyActions, scan, isSearch } = props;
  const { t } = useText();
  const { next, previous, records } = scan;
  const isEmpty = records.length === 0;
  const isSettled = !scan.isPending && !scan.isScanning;
  return (
    <>
      {scan.error === null ? null : <PageError error={scan.error} onRetry={scan.retry} />}
      <ScanProblems scan={scan} />
      {isEmpty && (scan.isPending || scan.isScanning) && scan.error === null ? (
        <SkeletonRows rows={12} label={t('messages.loading')} />
      ) : null}
      {isEmpty && isSettled && scan.error === null ? (
        <NothingFound isSearch={isSearch} isStopped={scan.isStopped} actions={emptyActions} />
      ) : null}
      {isEmpty ? null : (
        <RecordTable
          cluster={cluster}
          table={table}
          label={t('messages.browse.label', { topic })}
          length={records.length}
          row={(index) => rowOf(topic, records[index])}
          open={open}
          fresh={fresh}
          onOpen={onOpen}
        />
      )}
      {scan.isPending ? null : (
        <Pager
          label={t('messages.browse.pages')}
          status={<ScanStatus scan={scan} isSearch={isSearch} />}
          previousLabel={t(isBackward ? 'messages.browse.newer' : 'messages.browse.older')}
          nextLabel={t(isBackward ? 'messages.browse.older' : 'messages.browse.newer')}
          onPrevious={previous === null ? undefined : () => onCursor(previous)}
          onNext={next === null || scan.isScanning ? undefined : () => onCursor(next)}
          pending={scan.isScanning}
        />
      )}
    </>
  );
}

function rowOf(topic: string, record: KafkaRecord | undefined) {
  return record === undefined ? undefined : ({ kind: 'record', topic, record } as const);
}

function NothingFound({ isSearch, isStopped, actions }: { isSearch: boolean; isStopped: boolean; actions: ReactNode }) {
  const { t } = useText();
  if (isStopped) return null;
  return (
    <EmptyState title={t(isSearch ? 'messages.browse.noMatch' : 'messages.browse.empty')} actions={actions}>
      {t(isSearch ? 'messages.browse.noMatchHint' : 'messages.browse.emptyHint')}
    </EmptyState>
  );
}

/** Partitions that could not be read while the others could, and what retention took from under the reader. */
function ScanProblems({ scan }: { scan: Scan }) {
  const { t } = useText();
  const format = useFormat();
  const { faults } = scan;
  return (
    <>
      {faults === undefined ? null : (
        <Notice tone="warn">
          {t('messages.expression.faults', {
            count: faults.count,
            partition: faults.first.partition,
            offset: format.count(faults.first.offset),
            reason: faults.first.message,
          })}
        </Notice>
      )}
      {scan.problems.map((problem) => (
        <Notice
          key={`${problem.partition} ${problem.code}`}
          tone="warn"
          title={t('messages.browse.partitionUnread', { partition: problem.partition })}
        >
          <span dir="ltr" className="font-mono text-sm">
            {problem.message}
          </span>
        </Notice>
      ))}
      {scan.gaps.map((gap, index) => (
        <Notice key={index} tone="info">
          {t(`messages.gap.${gap.reason}`, { count: Number(gap.countAtMost) })}{' '}
          {gap.ranges
            .map(({ partition, from, to }) => `${t('common.partition', { partition })} ${format.count(from)}–${format.count(to)}`)
            .join(' · ')}
        </Notice>
      ))}
    </>
  );
}
