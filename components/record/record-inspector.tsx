'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Button, buttonClass } from '@/components/ui/button';
import { PartitionChip } from '@/components/ui/partition-chip';
import { SkeletonRows } from '@/components/ui/skeleton';
import { usePreload } from '@/components/ui/use-preload';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import { recordPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { recordQuery } from '@/lib/queries/records/record-queries';
import { RecordActions } from './record-actions';
import { RecordFacts, RecordHeaders } from './record-facts';
import { RecordMissing } from './record-missing';
import { RecordBody } from './record-view';
import { preloadLines } from './virtual-lines';

interface RecordInspectorProps {
  cluster: string;
  topic: string;
  partition: number;
  offset: string;
  decoding: DecodingQuery;
  onDecoding: (decoding: DecodingQuery) => void;
  hrefOf: (offset: string) => string;
  compareHref: string;
  onClose: () => void;
}

/** The same record beside the table it was picked from. */
export function RecordInspector(props: RecordInspectorProps) {
  const { cluster, topic, partition, offset, decoding, onDecoding, hrefOf, compareHref, onClose } = props;
  const { t } = useText();
  const format = useFormat();
  const read = useQuery(recordQuery(cluster, topic, partition, offset, decoding));
  usePreload(preloadLines, 'at once');
  return (
    <section aria-label={t('record.title')} className="min-w-0">
      <div className="flex items-center gap-2 px-4 pt-3.5 pb-2.5">
        <h2 className="flex items-center gap-2 font-mono text-lg font-semibold">
          <PartitionChip partition={partition} />
          {format.count(offset)}
        </h2>
        <span className="flex-1" />
        <Link className={buttonClass('plain', 'small')} href={recordPath(cluster, topic, partition, offset)}>
          {t('record.openPage')}
        </Link>
        <Button size="small" variant="quiet" aria-label={t('common.close')} onClick={onClose}>
          <span aria-hidden>✕</span>
        </Button>
      </div>
      {read.isPending ? <SkeletonRows rows={8} label={t('record.loading')} /> : null}
      {read.isError ? (
        <div className="px-4 pb-4">
          <RecordMissing
            cluster={cluster}
            topic={topic}
            partition={partition}
            error={read.error}
            onRetry={() => void read.refetch()}
          />
        </div>
      ) : null}
      {read.data === undefined ? null : (
        <>
          <div className="px-4 pb-3">
            <RecordActions cluster={cluster} topic={topic} single={read.data} hrefOf={hrefOf} compareHref={compareHref} />
          </div>
          <RecordBody
            bare
            key={`${partition}:${offset}`}
            cluster={cluster}
            topic={topic}
            record={read.data.record}
            decoding={decoding}
            onDecoding={onDecoding}
          />
          <div className="border-t border-line">
            <RecordFacts single={read.data} />
            <RecordHeaders record={read.data.record} />
          </div>
        </>
      )}
    </section>
  );
}
