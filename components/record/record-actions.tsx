'use client';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { SingleRecord } from '@/lib/contracts/record';
import { topicPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { CopyRecord } from './copy-record';

interface RecordActionsProps {
  cluster: string;
  topic: string;
  single: SingleRecord;
  /** Where the record before and after is shown. */
  hrefOf: (offset: string) => string;
  /** Where the record to compare with is picked. */
  compareHref: string;
}

/** The neighbours in the partition, and what can be done with the record. */
export function RecordActions({ cluster, topic, single, hrefOf, compareHref }: RecordActionsProps) {
  const { t } = useText();
  const canWrite = useCanWrite(cluster);
  const { record, previousOffset, nextOffset } = single;
  const { partition, offset } = record;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Step href={previousOffset === null ? null : hrefOf(previousOffset)} label={t('record.before', { partition })} />
      <Step href={nextOffset === null ? null : hrefOf(nextOffset)} label={t('record.after', { partition })} />
      {canWrite ? (
        <Link className={buttonClass()} href={`${topicPath(cluster, topic, 'publish')}?replay=${partition}:${offset}`}>
          {t('record.publishAgain')}
        </Link>
      ) : null}
      <CopyButton size="medium" text={() => JSON.stringify(record, null, 2)} label={t('record.copyJson')}>
        {t('record.copyJson')}
      </CopyButton>
      <Link className={buttonClass()} href={compareHref} prefetch={false} scroll={false}>
        {t('compare.open')}
      </Link>
      <CopyRecord cluster={cluster} topic={topic} record={record} />
    </div>
  );
}

function Step({ href, label }: { href: string | null; label: string }) {
  if (href === null) {
    return (
      <span aria-disabled className={buttonClass()}>
        {label}
      </span>
    );
  }
  return (
    <Link className={buttonClass()} href={href} prefetch={false} replace scroll={false}>
      {label}
    </Link>
  );
}
