'use client';
import { type ReactNode } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { TailQuery } from '@/lib/contracts/stream';
import type { RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useStreamState } from '@/lib/queries/stream/use-stream-state';
import { LiveRows } from './live-rows';
import type { TableChoice } from './table-choice';
import { TailProblem } from './tail-problem';
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
  pauseSlot: HTMLElement | null;
  emptyActions: ReactNode;
}

/** What is written to a topic, as it comes. */
export function LiveMessages({ topic, onRestart, ...rest }: LiveMessagesProps) {
  const { t } = useText();
  const tail = useTail(rest.cluster, topic, rest.query);
  const stream = useStreamState(rest.cluster);
  const hasRows = tail.snapshot.length > 0;
  return (
    <LiveRows
      {...rest}
      tail={tail}
      hasEnded={tail.problem !== null}
      label={t('messages.live.label', { topic })}
      emptyHint={t('messages.live.emptyHint')}
      problems={
        <>
          <TailProblem problem={tail.problem} stream={stream} hasRows={hasRows} onRestart={onRestart} />
          {!hasRows && tail.startError !== null && tail.problem === null && stream.kind !== 'waiting' ? (
            <ErrorState error={tail.startError} />
          ) : null}
        </>
      }
    />
  );
}
