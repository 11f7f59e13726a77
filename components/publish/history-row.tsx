'use client';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Tag } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { DraftPreview } from './draft-preview';
import type { HistoryEntry } from './publish-history';

interface HistoryRowProps {
  entry: HistoryEntry;
  /** Where it would be sent now. */
  topic: string;
  showsTopic: boolean;
  isSending: boolean;
  onSend: () => void;
  onUse: () => void;
}

export function HistoryRow({ entry, topic, showsTopic, isSending, onSend, onUse }: HistoryRowProps) {
  const { t } = useText();
  const isElsewhere = entry.topic !== topic;
  return (
    <li className="grid min-w-0 gap-1 border-t border-line/65 py-2 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
        <Time atMs={entry.atMs} />
        <Place entry={entry} />
        {showsTopic ? <span className="min-w-0 truncate font-mono">{entry.topic}</span> : null}
        <span className="ms-auto flex gap-1">
          <Button size="small" variant="quiet" onClick={onUse}>
            {t('publish.history.edit')}
          </Button>
          <Button size="small" disabled={isSending} onClick={onSend}>
            {isElsewhere ? t('publish.history.sendHere') : t('publish.history.send')}
          </Button>
        </span>
      </div>
      <DraftPreview draft={entry.draft} />
    </li>
  );
}

function Place({ entry: { cluster, topic, outcome } }: { entry: HistoryEntry }) {
  const { t, find } = useText();
  const format = useFormat();
  if ('failed' in outcome) {
    return (
      <Tag tone="bad" title={find(`errors.${outcome.failed}.title`) ?? outcome.failed}>
        {t('publish.history.failed')}
      </Tag>
    );
  }
  const { partition, offset } = outcome;
  return (
    <>
      <PartitionChip partition={partition} />
      {offset === null ? null : (
        <Link className="link font-mono text-ink" href={recordPath(cluster, topic, partition, offset)} prefetch={false}>
          {format.count(offset)}
        </Link>
      )}
    </>
  );
}
