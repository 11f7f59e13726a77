'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { SkeletonRows } from '@/components/ui/skeleton';
import { usePreload } from '@/components/ui/use-preload';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import { comparePath, topicPath } from '@/lib/format/console-paths';
import { placeKey, type RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { recordQuery, type RawPart } from '@/lib/queries/records/record-queries';
import { FormatSelect } from '../format-select';
import { RecordMissing } from '../record-missing';
import { preloadLines } from '../virtual-lines';
import { CompareBody, CompareHeaders } from './compare-bodies';
import { CompareFacts } from './compare-facts';
import { CompareSide } from './compare-side';

interface CompareViewProps {
  cluster: string;
  topic: string;
  a: RecordPlace | null;
  b: RecordPlace | null;
  decoding: DecodingQuery;
}

const parts: readonly RawPart[] = ['key', 'value'];

/** Two records of a topic side by side: what they are, their headers, and their keys and values line by line. */
export function CompareView({ cluster, topic, a, b, decoding }: CompareViewProps) {
  const { t } = useText();
  const router = useRouter();
  const left = useRecord(cluster, topic, a, decoding);
  const right = useRecord(cluster, topic, b, decoding);
  usePreload(preloadLines, 'at once');
  const show = (change: { a?: RecordPlace | null; b?: RecordPlace | null; decoding?: DecodingQuery }) =>
    router.replace(comparePath(cluster, topic, { a, b, decoding, ...change }), { scroll: false });
  const both = left.data === undefined || right.data === undefined ? undefined : ([left.data.record, right.data.record] as const);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <Link className="text-sm text-faint hover:underline" href={topicPath(cluster, topic)}>
            {t('record.backTo', { topic })}
          </Link>
          <h1 className="text-2xl font-semibold tracking-tight">{t('compare.title')}</h1>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {parts.map((part) => (
            <span key={part} className="flex items-center gap-1.5 text-sm text-muted">
              <span aria-hidden>{t(`record.${part}`)}</span>
              <FormatSelect cluster={cluster} part={part} decoding={decoding} onDecoding={(next) => show({ decoding: next })} />
            </span>
          ))}
          <Button onClick={() => show({ a: b, b: a })}>{t('compare.swap')}</Button>
        </div>
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <CompareSide {...{ cluster, topic }} side="A" place={a} single={left.data} onPlace={(place) => show({ a: place })} />
        <CompareSide {...{ cluster, topic }} side="B" place={b} single={right.data} onPlace={(place) => show({ b: place })} />
      </div>
      {[left, right].map((read, index) => {
        const place = index === 0 ? a : b;
        return place === null || read.error === null ? null : (
          <section key={index} className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-3">
            <h2 className="font-semibold text-muted">{index === 0 ? 'A' : 'B'}</h2>
            <RecordMissing
              cluster={cluster}
              topic={topic}
              partition={place.partition}
              error={read.error}
              onRetry={() => void read.refetch()}
            />
          </section>
        );
      })}
      {a === null || b === null ? <p className="text-muted">{t('compare.choose')}</p> : null}
      {left.error === null && right.error === null && (left.isLoading || right.isLoading) ? (
        <SkeletonRows rows={10} label={t('record.loading')} />
      ) : null}
      {both === undefined || a === null || b === null ? null : (
        <div key={`${placeKey(a)} ${placeKey(b)}`} className="contents">
          <CompareFacts a={both[0]} b={both[1]} />
          <CompareBody a={both[0]} b={both[1]} part="value" />
          <CompareBody a={both[0]} b={both[1]} part="key" />
          <CompareHeaders a={both[0]} b={both[1]} />
        </div>
      )}
    </div>
  );
}

function useRecord(cluster: string, topic: string, place: RecordPlace | null, decoding: DecodingQuery) {
  const { partition, offset } = place ?? { partition: 0, offset: '0' };
  return useQuery({ ...recordQuery(cluster, topic, partition, offset, decoding), enabled: place !== null });
}
