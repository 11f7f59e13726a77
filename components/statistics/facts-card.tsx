'use client';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import type { TopicStatistics } from '@/lib/contracts/statistics';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

export function FactsCard({ found }: { found: TopicStatistics }) {
  const { t } = useText();
  const format = useFormat();
  const keyed = found.records - found.nullKeys;
  const share = (count: number) => format.percent(count / Math.max(1, found.records));
  const bytes = found.keySizes.total + found.valueSizes.total;
  return (
    <Card aria-labelledby="facts" className="grid content-start gap-2.5 px-4 py-3.5">
      <h2 id="facts" className="text-[14px] font-semibold">
        {t('statistics.facts.title')}
      </h2>
      <dl className="grid gap-1.5">
        <Line name={t('statistics.facts.records')}>{format.count(found.records)}</Line>
        <Line
          name={t('statistics.facts.distinctKeys')}
          hint={t('statistics.facts.distinctKeysHint')}
          aside={
            found.distinctKeys === 0
              ? undefined
              : t('statistics.facts.perKey', { n: format.count(Number((keyed / found.distinctKeys).toFixed(1))) })
          }
        >
          {t('statistics.facts.about', { n: format.count(found.distinctKeys) })}
        </Line>
        <Line name={t('statistics.facts.nullKeys')} aside={share(found.nullKeys)}>
          {format.count(found.nullKeys)}
        </Line>
        <Line name={t('statistics.facts.tombstones')} hint={t('statistics.facts.tombstonesHint')} aside={share(found.tombstones)}>
          {format.count(found.tombstones)}
        </Line>
        <Line
          name={t('statistics.facts.fetched')}
          aside={
            bytes === 0 ? undefined : t('statistics.facts.compressed', { ratio: format.percent(found.fetchedBytes / bytes) })
          }
        >
          {format.bytes(found.fetchedBytes)}
        </Line>
        <Line name={t('statistics.facts.codecs')}>
          {format.list(found.codecs.map(({ codec, records }) => t('statistics.facts.codec', { codec, share: share(records) })))}
        </Line>
      </dl>
    </Card>
  );
}

interface LineProps {
  name: string;
  hint?: string;
  aside?: string | undefined;
  children: ReactNode;
}

function Line({ name, hint, aside, children }: LineProps) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line/65 pb-1.5 last:border-b-0 last:pb-0">
      <dt className="text-muted" title={hint}>
        {name}
      </dt>
      <dd className="text-end">
        {aside === undefined ? null : <span className="pe-2 text-sm text-faint">{aside}</span>}
        <bdi className="isolated font-mono text-sm font-medium">{children}</bdi>
      </dd>
    </div>
  );
}
