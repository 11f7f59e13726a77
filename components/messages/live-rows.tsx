'use client';
import type { ComponentProps, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { EmptyState } from '@/components/ui/empty-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { TailQuery } from '@/lib/contracts/stream';
import { useText } from '@/lib/i18n/text-provider';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';
import { LiveStatus } from './live-status';
import { PauseButton } from './pause-button';
import { RecordTable } from './record-table';
import type { TailSnapshot, TailStore } from './tail-store';
import { useLoadGap } from './use-load-gap';

type TableProps = ComponentProps<typeof RecordTable>;

interface LiveRowsProps extends Pick<TableProps, 'cluster' | 'hasTopic' | 'table' | 'label' | 'open' | 'fresh' | 'onOpen'> {
  tail: {
    readonly store: TailStore<KafkaRecord>;
    readonly snapshot: TailSnapshot;
    readonly stats: ComponentProps<typeof LiveStatus>['stats'];
    readonly isStarting: boolean;
  };
  query: TailQuery;
  /** Nothing comes until what is wrong is put right. */
  hasEnded: boolean;
  /** What is wrong, above the rows. */
  problems: ReactNode;
  /** Where in the toolbar the button that pauses this tail goes: the toolbar outlives the tail, so that typing is not interrupted. */
  pauseSlot: HTMLElement | null;
  emptyHint: string;
  emptyActions?: ReactNode;
}

/** The rows of a tail, of one topic or of several, and how it goes. */
export function LiveRows(props: LiveRowsProps) {
  const { tail, query, hasEnded, problems, pauseSlot, emptyHint, emptyActions, ...table } = props;
  const { t } = useText();
  const stream = useStreamState(table.cluster);
  const { snapshot, store, isStarting } = tail;
  const { p: partitions, ...filter } = query;
  const gaps = useLoadGap(table.cluster, filter, store);
  const isEmpty = snapshot.length === 0;
  const isSearch = query.q !== undefined || query.f !== undefined || partitions !== undefined;
  const status = <LiveStatus snapshot={snapshot} stats={tail.stats} hasEnded={hasEnded} stream={stream} />;
  return (
    <>
      {pauseSlot === null
        ? null
        : createPortal(
            <PauseButton
              isPaused={snapshot.isPaused}
              pendingCount={snapshot.pendingCount}
              onPause={() => store.pause()}
              onResume={() => store.resume()}
            />,
            pauseSlot,
          )}
      {problems}
      {isEmpty && isStarting ? <SkeletonRows rows={12} label={t('messages.loading')} /> : null}
      {isEmpty && !isStarting && !hasEnded ? (
        <EmptyState title={t(isSearch ? 'messages.live.noMatch' : 'messages.live.empty')} actions={emptyActions}>
          {isSearch ? t('messages.live.noMatchHint') : emptyHint}
        </EmptyState>
      ) : null}
      {isEmpty ? null : (
        <RecordTable
          {...table}
          length={snapshot.length}
          row={(index) => store.row(index)}
          addedCount={snapshot.addedCount}
          gapState={gaps.stateOf}
          onLoadGap={gaps.load}
          footer={status}
        />
      )}
      {isEmpty && !isStarting ? status : null}
    </>
  );
}
