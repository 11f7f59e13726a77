'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PageError } from '@/components/ui/page-error';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import type { ClusterEvents } from '@/lib/contracts/event';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { clusterEventsQuery } from '@/lib/queries/events/event-queries';
import { useLiveEvents } from '@/lib/queries/events/use-live-events';
import { concernsTopic, eventFilters, filterEvents, type EventFilter } from './event-kinds';
import { EventRow } from './event-row';
import { foldInSync } from './fold-in-sync';

interface EventTimelineProps {
  cluster: string;
  /** Only what concerns this topic, and brokers. */
  topic?: string | undefined;
  shown?: number;
}

const shownByDefault = 14;

/** What happened to the cluster as sentences, newest first. */
export function EventTimeline({ cluster, topic, shown = shownByDefault }: EventTimelineProps) {
  const { t } = useText();
  const [filter, setFilter] = useState<EventFilter>('all');
  useLiveEvents(cluster);
  const { data, error, isFetching, refetch } = useQuery(clusterEventsQuery(cluster));
  return (
    <section className="grid min-w-0 gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <h2 className="text-[14px] font-semibold">{t('events.title')}</h2>
        <Segmented
          size="small"
          label={t('events.filter')}
          value={filter}
          onChange={setFilter}
          options={eventFilters.map((value) => ({ value, label: t(`events.filters.${value}`) }))}
        />
      </div>
      {data === undefined && error === null ? <SkeletonRows rows={4} label={t('events.loading')} /> : null}
      {data === undefined && error !== null ? (
        <PageError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : null}
      {data === undefined ? null : <Events cluster={cluster} topic={topic} events={data} filter={filter} shown={shown} />}
      {data === undefined ? null : <Source cluster={cluster} events={data} />}
    </section>
  );
}

interface EventsProps extends Pick<EventTimelineProps, 'cluster' | 'topic'> {
  events: ClusterEvents;
  filter: EventFilter;
  shown: number;
}

function Events({ cluster, topic, events, filter, shown }: EventsProps) {
  const { t } = useText();
  const about = topic === undefined ? events.events : events.events.filter((event) => concernsTopic(event, topic));
  const found = (filter === 'all' ? foldInSync(about) : filterEvents(about, filter)).slice(0, shown);
  if (found.length === 0) {
    return (
      <p className="rounded-lg border border-line bg-surface px-3.5 py-2 text-muted">
        {t(filter === 'all' ? 'events.none' : 'events.noneOfKind')}
      </p>
    );
  }
  return (
    <ol aria-label={t('events.title')} className="rounded-lg border border-line bg-surface">
      {found.map((event) => (
        <EventRow key={event.id} cluster={cluster} event={event} topic={topic} />
      ))}
    </ol>
  );
}

/** Where events come from, when not from whoever runs the brokers. */
function Source({ cluster, events }: { cluster: string; events: ClusterEvents }) {
  const { t, rich } = useText();
  const { data } = useQuery(clusterDetailQuery(cluster));
  if (events.source === 'supervisor') return null;
  return (
    <p className="text-sm text-faint">
      {data?.supervisor === 'silent'
        ? t('events.silent')
        : events.watchedSinceMs === null
          ? t('events.pollsNone')
          : rich('events.polls', { time: <Time atMs={events.watchedSinceMs} style="time" /> })}
    </p>
  );
}
