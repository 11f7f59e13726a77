'use client';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { NotRead } from '@/components/ui/not-read';
import { useIsSaidAbove } from '@/components/ui/said-above';
import type { TailQuery } from '@/lib/contracts/stream';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { LiveRows } from '../live-rows';
import { plainTable } from '../table-choice';
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
  const { problems } = tail;
  const hasRows = tail.snapshot.length > 0;
  const channels = topics.map((topic) => (
    <TopicChannel key={topic} cluster={cluster} topic={topic} query={query} onEvent={tail.onEvent} cursorOf={tail.cursorOf} />
  ));
  return (
    <>
      {tail.isStarting ? null : channels}
      <LiveRows
        cluster={cluster}
        hasTopic
        table={plainTable}
        query={query}
        tail={tail}
        hasEnded={problems.length === topics.length}
        label={t('tail.label')}
        open={null}
        fresh={noneFresh}
        onOpen={({ partition, offset }, topic) => router.push(recordPath(cluster, topic, partition, offset))}
        pauseSlot={pauseSlot}
        emptyHint={t('tail.emptyHint')}
        problems={problems.map((problem, index) => (
          <TopicProblem
            key={problem.topic}
            {...problem}
            whenSaid={index === 0 && !hasRows ? <NotRead /> : null}
            onOver={hasRows ? undefined : onRestart}
            onRestart={onRestart}
            onRemove={onRemove}
          />
        ))}
      />
    </>
  );
}

interface TopicProblemProps extends Pick<LiveTopicsProps, 'onRestart' | 'onRemove'> {
  topic: string;
  error: unknown;
  /** Where the banner of the page says the same: one line for all topics. */
  whenSaid: ReactNode;
  onOver: (() => void) | undefined;
}

function TopicProblem({ topic, error, whenSaid, onOver, onRestart, onRemove }: TopicProblemProps) {
  const { t } = useText();
  if (useIsSaidAbove(error, onOver)) return whenSaid;
  return (
    <section aria-label={topic} className="grid gap-1">
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
  );
}
