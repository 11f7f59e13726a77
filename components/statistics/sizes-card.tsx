'use client';
import { Card } from '@/components/ui/card';
import type { TopicStatistics } from '@/lib/contracts/statistics';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

const percentiles = ['p50', 'p75', 'p95', 'p99', 'p999'] as const;
const shares = { p50: 0.5, p75: 0.75, p95: 0.95, p99: 0.99, p999: 0.999 } as const;

/** How large keys and values are: a row for each figure, so that a narrow screen shows all of them. */
export function SizesCard({ found }: { found: TopicStatistics }) {
  const { t } = useText();
  const format = useFormat();
  const columns = [found.keySizes, found.valueSizes];
  const mean = ({ count, total }: TopicStatistics['keySizes']) => (count === 0 ? 0 : Math.round(total / count));
  const row = (name: string, value: (sizes: TopicStatistics['keySizes']) => number) => (
    <tr key={name} className="border-b border-line/65 last:border-b-0">
      <th scope="row" className="py-1 text-start font-normal text-muted">
        {name}
      </th>
      {columns.map((sizes, index) => (
        <td key={index} className="py-1 ps-4 font-mono text-sm [text-align:right]">
          {sizes.count === 0 ? (
            <span className="text-faint">{t('common.notKnown')}</span>
          ) : (
            <bdi className="isolated">{format.bytes(value(sizes))}</bdi>
          )}
        </td>
      ))}
    </tr>
  );
  return (
    <Card aria-labelledby="sizes" className="grid content-start gap-2.5 px-4 py-3.5">
      <h2 id="sizes" className="text-[14px] font-semibold">
        {t('statistics.sizes.title')}
      </h2>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-sm text-faint">
            <th scope="col" className="py-1 text-start font-medium">
              {t('statistics.sizes.of')}
            </th>
            <th scope="col" className="py-1 font-medium [text-align:right]">
              {t('statistics.sizes.key')}
            </th>
            <th scope="col" className="py-1 font-medium [text-align:right]">
              {t('statistics.sizes.value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {row(t('statistics.sizes.min'), ({ min }) => min)}
          {percentiles.map((percentile) => row(format.percent(shares[percentile]), (sizes) => sizes[percentile]))}
          {row(t('statistics.sizes.max'), ({ max }) => max)}
          {row(t('statistics.sizes.mean'), mean)}
        </tbody>
      </table>
      <p className="text-sm text-faint">{t('statistics.sizes.hint')}</p>
    </Card>
  );
}
