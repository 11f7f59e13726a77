'use client';
import Link from 'next/link';
import { cx } from '@/components/ui/cx';
import { Time } from '@/components/ui/time';
import type { ClusterDetail, ClusterEvent } from '@/lib/contracts/cluster';
import { clusterPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { Quiet, Section } from './section';

const eventsShown = 12;

function looksOf(kind: ClusterEvent['kind']): {
  mark: string;
  className: string;
  text: 'overview.happened.up' | 'overview.happened.down' | 'overview.happened.restarting';
} {
  switch (kind) {
    case 'broker-up':
      return { mark: '↑', className: 'bg-live-soft text-live', text: 'overview.happened.up' };
    case 'broker-down':
      return { mark: '×', className: 'bg-bad-soft text-bad', text: 'overview.happened.down' };
    case 'broker-restarting':
      return { mark: '↻', className: 'bg-warn-soft text-warn', text: 'overview.happened.restarting' };
  }
}

function Event({ cluster, event }: { cluster: string; event: ClusterEvent }) {
  const { t, rich } = useText();
  const format = useFormat();
  const { mark, className, text } = looksOf(event.kind);
  return (
    <li className="grid grid-cols-[auto_20px_minmax(0,1fr)_auto] items-baseline gap-2.5 border-b border-line/65 px-3.5 py-1.5 last:border-b-0">
      <Time atMs={event.atMs} style="time" className="font-mono text-sm text-faint" />
      <span aria-hidden className={cx('grid size-5 place-items-center rounded-sm font-mono text-xs font-semibold', className)}>
        {mark}
      </span>
      <span className="min-w-0 break-words">
        {event.broker === null
          ? t('overview.happened.some')
          : rich(text, {
              broker: (
                <Link href={clusterPath(cluster, 'brokers')} className="link font-medium">
                  {String(event.broker)}
                </Link>
              ),
            })}
        {event.reason === null ? null : (
          <span dir="ltr" className="ms-2 font-mono text-sm text-muted">
            {event.reason}
          </span>
        )}
      </span>
      <span className="isolated font-mono text-sm text-faint">
        {event.durationMs === null ? null : format.duration(event.durationMs)}
      </span>
    </li>
  );
}

/** Events as sentences, newest first. Known where Ottla runs the brokers itself. */
export function WhatHappened({ detail }: { detail: ClusterDetail }) {
  const { t } = useText();
  const { events } = detail;
  const why = events !== null ? 'none' : detail.local ? 'unknown' : 'elsewhere';
  return (
    <Section title={t('overview.happened.title')}>
      {events === null || events.length === 0 ? (
        <Quiet>{t(`overview.happened.${why}`)}</Quiet>
      ) : (
        <ol className="rounded-lg border border-line bg-surface">
          {events.slice(0, eventsShown).map((event) => (
            <Event key={event.id} cluster={detail.id} event={event} />
          ))}
        </ol>
      )}
    </Section>
  );
}
