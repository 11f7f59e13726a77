'use client';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { parseOffset } from '@/lib/format/offset';
import { momentOf, wallTimeOf } from '@/lib/format/wall-time';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { topicGroupsQuery } from '@/lib/queries/topics/topic-queries';
import type { From, Until } from './messages-search';

interface FromFieldProps {
  cluster: string;
  topic: string;
  from: From;
  onFrom: (from: From) => void;
}

/** What belongs to reading from an offset or a time: the offset, or the time. Nothing for the other ways. */
export function FromField({ cluster, topic, from, onFrom }: FromFieldProps) {
  switch (from.kind) {
    case 'offset':
      return <OffsetField key={from.at} at={from.at} onFrom={onFrom} />;
    case 'time':
      return <TimeField key={from.at} at={from.at} onFrom={onFrom} />;
    case 'group':
      return <GroupField key={from.group} cluster={cluster} topic={topic} group={from.group} onFrom={onFrom} />;
    case 'live':
    case 'newest':
    case 'oldest':
      return null;
  }
}

/** A group by its name; those that have to do with the topic are offered. */
function GroupField(props: { cluster: string; topic: string; group: string; onFrom: (from: From) => void }) {
  const { cluster, topic, group, onFrom } = props;
  const { t } = useText();
  const [typed, setTyped] = useState(group);
  const list = useId();
  const groups = useQuery(topicGroupsQuery(cluster, topic));
  return (
    <form
      className="flex gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') onFrom({ kind: 'group', group: typed });
      }}
    >
      <Input
        mono
        className="w-44!"
        list={list}
        placeholder={t('messages.from.groupHint')}
        aria-label={t('messages.from.groupLabel')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <datalist id={list}>
        {groups.data?.groups.map(({ groupId }) => (
          <option key={groupId} value={groupId} />
        ))}
      </datalist>
      <Button type="submit" disabled={typed === '' || typed === group}>
        {t('messages.from.go')}
      </Button>
    </form>
  );
}

export function OffsetField({ at, onFrom }: { at: string; onFrom: (from: Until) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(at);
  const offset = typed.includes('@') ? (/^\d+@\d{1,19}(,\d+@\d{1,19})*$/.test(typed) ? typed : undefined) : parseOffset(typed);
  return (
    <form
      className="flex gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (offset !== undefined) onFrom({ kind: 'offset', at: offset });
      }}
    >
      <Input
        mono
        className="w-32!"
        inputMode="numeric"
        aria-label={t('messages.from.offsetLabel')}
        aria-invalid={offset === undefined ? true : undefined}
        title={t('messages.from.offsetHint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={offset === undefined || offset === at}>
        {t('messages.from.go')}
      </Button>
    </form>
  );
}

const agoMinutes = [5, 15, 60, 360, 1440, 10_080] as const;

export function TimeField({ at, onFrom }: { at: string; onFrom: (from: Until) => void }) {
  const { t } = useText();
  const format = useFormat();
  const atMs = /^\d+$/.test(at) ? Number(at) : Date.parse(at);
  const [typed, setTyped] = useState(() => wallTimeOf(atMs, format.timeZone));
  const moment = momentOf(typed, format.timeZone);
  const readFrom = (ms: number) => onFrom({ kind: 'time', at: new Date(ms).toISOString() });
  return (
    <form
      className="flex flex-wrap gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (moment !== undefined) readFrom(moment);
      }}
    >
      <Input
        type="datetime-local"
        step={1}
        className="w-52!"
        aria-label={t('messages.from.timeLabel')}
        aria-invalid={moment === undefined ? true : undefined}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={moment === undefined || moment === atMs}>
        {t('messages.from.go')}
      </Button>
      <Select
        aria-label={t('messages.from.agoLabel')}
        value=""
        onChange={(minutes) => {
          if (minutes !== '') readFrom(Date.now() - Number(minutes) * 60_000);
        }}
        options={[
          { value: '', label: t('messages.from.ago') },
          ...agoMinutes.map((minutes) => ({
            value: String(minutes),
            label: t('common.ago', { duration: format.duration(minutes * 60_000) }),
          })),
        ]}
      />
    </form>
  );
}
