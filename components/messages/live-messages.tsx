'use client';
import { type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { ErrorState } from '@/components/ui/error-state';
import { EmptyState } from '@/components/ui/empty-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { TailQuery } from '@/lib/contracts/stream';
import type { RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';
import { LiveStatus } from './live-status';
import { PauseButton } from './pause-button';
import { RecordTable } from './record-table';
import type { TableChoice } from './table-choice';
import { TailProblem } from './tail-problem';
import { useLoadGap } from './use-load-gap';
import { useTail } from './use-tail';

interface LiveMessagesProps {
  cluster: string;
  topic: string;
  table: TableChoice;
  query: TailQuery;
  open: RecordPlace | null;
  fresh: ReadonlySet<string>;
  onOpen: (record: KafkaRecord) => void;
  onRestart: () => void;
  /** Where in the toolbar the button that pauses this tail goes: the toolbar outlives the tail, so that typing is not interrupted. */
  pauseSlot: HTMLElement | null;
  emptyActions: ReactNode;
}

export function LiveMessages({
  cluster,
  topic,
  table,
  query,
  open,
  fresh,
  onOpen,
  onRestart,
  pauseSlot,
  emptyActions,
}: LiveMessagesProps) {
  const { t } = useText();
  const tail = useTail(cluster, topic, query);
  const stream = useStreamState(cluster);
  const { p: partitions, ...filter } = query;
  const gaps = useLoadGap(cluster, filter, tail.store);
  const { snapshot, store } = tail;
  const isEmpty = snapshot.length === 0;
  const isSearch = query.q !== undefined || query.f !== undefined || partitions !== undefined;

  const status = <LiveStatus snapshot={snapshot} stats={tail.stats} hasEnded={tail.problem !== null} stream={stream} />;

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
      <TailProblem problem={tail.problem} stream={stream} hasRows={!isEmpty} onRestart={onRestart} />
      {isEmpty && tail.startError !== null && tail.problem === null && stream.kind !== 'waiting' ? (
        <ErrorState error={tail.startError} />
      ) : null}
      {isEmpty && tail.isStarting ? <SkeletonRows rows={12} label={t('messages.loading')} /> : null}
      {isEmpty && !tail.isStarting && tail.problem === null ? (
        <EmptyState title={t(isSearch ? 'messages.live.noMatch' : 'messages.live.empty')} actions={emptyActions}>
          {t(isSearch ? 'messages.live.noMatchHint' : 'messages.live.emptyHint')}
        </EmptyState>
      ) : null}
      {isEmpty ? null : (
        <RecordTable
          cluster={cluster}
          table={table}
          label={t('messages.live.label', { topic })}
          length={snapshot.length}
          row={(index) => store.row(index)}
          addedCount={snapshot.addedCount}
          open={open}
          fresh={fresh}
          onOpen={onOpen}
          gapState={gaps.stateOf}
          onLoadGap={gaps.load}
          footer={status}
        />
      )}
      {isEmpty && !tail.isStarting ? status : null}
    </>
  );
}
