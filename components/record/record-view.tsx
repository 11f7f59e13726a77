'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { PartitionChip } from '@/components/ui/partition-chip';
import { SkeletonRows } from '@/components/ui/skeleton';
import { usePreload } from '@/components/ui/use-preload';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import type { KafkaRecord } from '@/lib/contracts/record';
import { recordPath, topicPath } from '@/lib/format/console-paths';
import { placeKey } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { recordQuery, type RawPart } from '@/lib/queries/records/record-queries';
import { BodyView } from './body-view';
import { RecordActions } from './record-actions';
import { RecordFacts, RecordHeaders } from './record-facts';
import { RecordMissing } from './record-missing';
import { preloadLines } from './virtual-lines';

interface RecordViewProps {
  cluster: string;
  topic: string;
  partition: number;
  offset: string;
  decoding: DecodingQuery;
  onDecoding: (decoding: DecodingQuery) => void;
  /** The same in an address, for the neighbours. */
  search: string;
}

/** One record, in full, at its own address. */
export function RecordView({ cluster, topic, partition, offset, decoding, onDecoding, search }: RecordViewProps) {
  const { t } = useText();
  const format = useFormat();
  const read = useQuery(recordQuery(cluster, topic, partition, offset, decoding));
  usePreload(preloadLines, 'at once');
  return (
    <div className="grid gap-3">
      <div>
        <Link className="text-sm text-faint hover:underline" href={topicPath(cluster, topic)}>
          {t('record.backTo', { topic })}
        </Link>
        <h1 className="flex items-center gap-2.5 font-mono text-2xl font-semibold tracking-tight">
          <PartitionChip partition={partition} />
          {format.count(offset)}
        </h1>
      </div>
      {read.isPending ? <SkeletonRows rows={10} label={t('record.loading')} /> : null}
      {read.isError ? (
        <RecordMissing
          cluster={cluster}
          topic={topic}
          partition={partition}
          error={read.error}
          onRetry={() => void read.refetch()}
        />
      ) : null}
      {read.data === undefined ? null : (
        <>
          <RecordActions
            cluster={cluster}
            topic={topic}
            single={read.data}
            hrefOf={(other) => recordPath(cluster, topic, partition, other) + search}
            compareHref={`${topicPath(cluster, topic)}?from=newest&compare=${placeKey({ partition, offset })}`}
          />
          <div className="grid items-start gap-4 min-[960px]:grid-cols-[minmax(0,1fr)_372px]">
            <RecordBody
              key={`${partition}:${offset}`}
              cluster={cluster}
              topic={topic}
              record={read.data.record}
              decoding={decoding}
              onDecoding={onDecoding}
            />
            <Card>
              <RecordFacts single={read.data} />
              <RecordHeaders record={read.data.record} />
            </Card>
          </div>
        </>
      )}
    </div>
  );
}

const parts: readonly RawPart[] = ['value', 'key'];

export function RecordBody({
  cluster,
  topic,
  record,
  decoding,
  onDecoding,
  bare = false,
}: {
  cluster: string;
  topic: string;
  record: KafkaRecord;
  decoding: DecodingQuery;
  onDecoding: (decoding: DecodingQuery) => void;
  bare?: boolean;
}) {
  const { t } = useText();
  const [part, setPart] = useState<RawPart>('value');
  return (
    <section className={bare ? 'min-w-0' : 'min-w-0 overflow-hidden rounded-lg border border-line bg-surface'}>
      <div role="tablist" aria-label={t('record.parts')} className="flex gap-5 border-b border-line px-4">
        {parts.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={part === name}
            onClick={() => setPart(name)}
            className={cx(
              '-mb-px border-b-2 py-1.5',
              part === name ? 'border-ink font-medium' : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {t(`record.${name}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" aria-label={t(`record.${part}`)}>
        <BodyView
          key={part}
          cluster={cluster}
          topic={topic}
          record={record}
          part={part}
          decoding={decoding}
          onDecoding={onDecoding}
        />
      </div>
    </section>
  );
}
