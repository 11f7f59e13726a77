'use client';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import type { TailQuery } from '@/lib/contracts/stream';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';
import { LiveRows } from '../live-rows';
import { plainTable } from '../table-choice';
import { TailProblem } from '../tail-problem';
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
  const { problems } = tail;
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
        problems={
          <>
            <TailProblem problem={null} stream={stream} hasRows={tail.snapshot.length > 0} onRestart={onRestart} />
            {problems.map((problem) => (
              <TopicProblem key={problem.topic} {...problem} onRestart={onRestart} onRemove={onRemove} />
            ))}
          </>
        }
      />
    </>
  );
}

interface TopicProblemProps extends Pick<LiveTopicsProps, 'onRestart' | 'onRemove'> {
  topic: string;
  error: unknown;
}

function TopicProblem({ topic, error, onRestart, onRemove }: TopicProblemProps) {
  const { t } = useText();
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
