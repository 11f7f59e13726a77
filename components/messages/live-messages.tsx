'use client';
import { type ReactNode } from 'react';
import type { KafkaRecord } from '@/lib/contracts/record';
import type { TailQuery } from '@/lib/contracts/stream';
import type { RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
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
  const hasRows = tail.snapshot.length > 0;
  const problem = tail.problem ?? (hasRows ? null : tail.startError);
  return (
    <LiveRows
      {...rest}
      tail={tail}
      hasEnded={problem !== null}
      label={t('messages.live.label', { topic })}
      emptyHint={t('messages.live.emptyHint')}
      problems={problem === null ? null : <TailProblem error={problem} hasRows={hasRows} onRestart={onRestart} />}
    />
  );
}
