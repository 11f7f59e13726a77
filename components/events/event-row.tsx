'use client';
import { cx } from '@/components/ui/cx';
import { Time } from '@/components/ui/time';
import type { ClusterEvent } from '@/lib/contracts/event';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { eventDuration, eventLooks } from './event-kinds';
import { EventSentence } from './event-sentence';

const tones = {
  plain: 'bg-sunken text-muted',
  live: 'bg-live-soft text-live',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const;

interface EventRowProps {
  cluster: string;
  event: ClusterEvent;
  topic?: string | undefined;
}

/** When, what, and how long it took. */
export function EventRow({ cluster, event, topic }: EventRowProps) {
  const { t } = useText();
  const format = useFormat();
  const { mark, tone } = eventLooks(event);
  const duration = eventDuration(event);
  return (
    <li className="grid grid-cols-[auto_20px_minmax(0,1fr)_auto] items-baseline gap-2.5 border-b border-line/65 px-3.5 py-1.5 last:border-b-0">
      <Time atMs={event.atMs} style="time" className="font-mono text-sm text-faint" />
      <span aria-hidden className={cx('grid size-5 place-items-center rounded-sm font-mono text-xs font-semibold', tones[tone])}>
        {mark}
      </span>
      <span className="min-w-0 break-words">
        <EventSentence cluster={cluster} event={event} topic={topic} />
      </span>
      {duration !== null ? (
        <span title={t(`events.took.${duration.since}`)} className="isolated font-mono text-sm text-faint">
          {format.duration(duration.ms)}
        </span>
      ) : event.withinMs !== null ? (
        <span className="text-xs text-faint max-sm:hidden">
          {t('events.seenWithin', { duration: format.duration(Math.ceil(event.withinMs / 100) * 100) })}
        </span>
      ) : (
        <span />
      )}
    </li>
  );
}
