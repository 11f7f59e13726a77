'use client';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { PageError } from '@/components/ui/page-error';
import { Notice } from '@/components/ui/notice';
import { topicPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { ApiError } from '@/lib/queries/api-error';

interface RecordMissingProps {
  cluster: string;
  topic: string;
  partition: number;
  error: Error;
  onRetry: () => void;
}

const reasons = ['retention', 'not-written', 'compacted'] as const;

/** Why there is no record at this offset, and where to go instead. */
export function RecordMissing({ cluster, topic, partition, error, onRetry }: RecordMissingProps) {
  const { t } = useText();
  const format = useFormat();
  if (!(error instanceof ApiError) || error.code !== 'RECORD_NOT_FOUND') return <PageError error={error} onRetry={onRetry} />;
  const { details } = error;
  const reason = reasons.find((known) => known === details['reason']);
  const start = details['logStartOffset'];
  const end = details['highWatermark'];
  const isEmpty = start !== undefined && start === end;
  const messages = `${topicPath(cluster, topic)}?p=${partition}`;
  return (
    <Notice
      tone="warn"
      title={t('record.missing.title')}
      actions={
        isEmpty ? undefined : (
          <>
            <Link className={buttonClass('plain', 'small')} href={`${messages}&from=oldest`}>
              {t('record.missing.oldest')}
            </Link>
            <Link className={buttonClass('plain', 'small')} href={`${messages}&from=newest`}>
              {t('record.missing.newest')}
            </Link>
          </>
        )
      }
    >
      {reason === undefined ? null : `${t(`record.missing.${reason}`)} `}
      {typeof start === 'string' && typeof end === 'string'
        ? isEmpty
          ? t('record.missing.nothing', { partition })
          : t('record.missing.range', { partition, start: format.count(start), end: format.count(end) })
        : null}
    </Notice>
  );
}
