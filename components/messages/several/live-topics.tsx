'use client';
import { useRouter } from 'next/navigation';
import { createPortal } from 'react-dom';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { TailQuery } from '@/lib/contracts/stream';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';
import { LiveStatus } from '../live-status';
import { PauseButton } from '../pause-button';
import { RecordTable } from '../record-table';
import { plainTable } from '../table-choice';
import { TailProblem } from '../tail-problem';
import { useLoadGap } from '../use-load-gap';
import { TopicChannel } from './topic-channel';
import { useTopicsTail } from './use-topics-tail';

const noneFresh: ReadonlySet<string> = new Set();

interface LiveTopicsProps {
  cluster: string;
  topics: readonly string[];
  query: TailQuery;
  onRestart: () => void;
  onRemove: (topic: string) => void;
  /** Where in the toolbar the button that pauses this tail goes. */
  pauseSlot: HTMLElement | null;
}

/** What is written to the topics, as it comes. What is wrong with one of them is said, and stops none of the others. */
export function LiveTopics({ cluster, topics, query, onRestart, onRemove, pauseSlot }: LiveTopicsProps) {
  const { t } = useText();
  const router = useRouter();
  const tail = useTopicsTail(cluster, topics, query);
  const stream = useStreamState(cluster);
  const gaps = useLoadGap(cluster, query, tail.store);
  const { snapshot, store, problems } = tail;
  const isEmpty = snapshot.length === 0;
  const isSearch = query.q !== undefined;
  const hasEnded = problems.length === topics.length;
  const status = <LiveStatus snapshot={snapshot} stats={tail.stats} hasEnded={hasEnded} stream={stream} />;
  return (
    <>
      {tail.isStarting
        ? null
        : topics.map((topic) => (
            <TopicChannel
              key={topic}
              cluster={cluster}
              topic={topic}
              query={query}
              onEvent={tail.onEvent}
              cursorOf={tail.cursorOf}
            />
          ))}
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
      <TailProblem problem={null} stream={stream} hasRows={!isEmpty} onRestart={onRestart} />
      {problems.map(({ topic, error }) => (
        <section key={topic} aria-label={topic} className="grid gap-1">
          <h2 dir="ltr" className="font-mono break-all">
            {topic}
          </h2>
          <ErrorState
            error={error}
            actions={
              <>
                <Button size="small" onClick={onRestart}>
                  {t('messages.live.restart')}
                </Button>
                <Button size="small" onClick={() => onRemove(topic)}>
                  {t('tail.remove', { topic })}
                </Button>
              </>
            }
          />
        </section>
      ))}
      {isEmpty && tail.isStarting ? <SkeletonRows rows={12} label={t('messages.loading')} /> : null}
      {isEmpty && !tail.isStarting && !hasEnded ? (
        <EmptyState title={t(isSearch ? 'messages.live.noMatch' : 'messages.live.empty')}>
          {t(isSearch ? 'messages.live.noMatchHint' : 'tail.emptyHint')}
        </EmptyState>
      ) : null}
      {isEmpty ? null : (
        <RecordTable
          cluster={cluster}
          hasTopic
          table={plainTable}
          label={t('tail.label')}
          length={snapshot.length}
          row={(index) => store.row(index)}
          addedCount={snapshot.addedCount}
          open={null}
          fresh={noneFresh}
          onOpen={({ partition, offset }, topic) => router.push(recordPath(cluster, topic, partition, offset))}
          gapState={gaps.stateOf}
          onLoadGap={gaps.load}
          footer={status}
        />
      )}
      {isEmpty && !tail.isStarting ? status : null}
    </>
  );
}
