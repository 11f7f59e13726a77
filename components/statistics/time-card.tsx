'use client';
import { Card } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import type { TopicStatistics } from '@/lib/contracts/statistics';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { columnsOf } from './time-columns';

const height = 96;

/** When the messages were written, by their own timestamps. Time runs left to right in every language. */
export function TimeCard({ found }: { found: TopicStatistics }) {
  const { t } = useText();
  const format = useFormat();
  const columns = columnsOf(found.spans, found.spanMs);
  const most = columns.reduce((top, { count }) => Math.max(top, count), 0);
  const [first, last] = [columns[0], columns.at(-1)];
  const words = { span: format.duration(found.spanMs), most: format.count(most) };
  return (
    <Card aria-labelledby="time" className="grid content-start gap-2.5 px-4 py-3.5">
      <h2 id="time" className="text-[14px] font-semibold">
        {t('statistics.time.title')}
      </h2>
      <svg
        role="img"
        aria-label={t('statistics.time.chart', { ...words, spans: found.spans.length })}
        viewBox={`0 0 ${columns.length} ${height}`}
        preserveAspectRatio="none"
        height={height}
        className="w-full border-b border-line text-muted"
      >
        {columns.map(({ atMs, count }, index) => (
          <rect
            key={atMs}
            x={index + 0.08}
            width={0.84}
            y={height - barHeight(count, most)}
            height={barHeight(count, most)}
            fill="currentColor"
          >
            <title>{t('statistics.time.column', { at: format.dateTime(atMs), n: format.count(count) })}</title>
          </rect>
        ))}
      </svg>
      {first === undefined || last === undefined ? null : (
        <div dir="ltr" className="flex justify-between gap-4 text-sm text-faint">
          <Time atMs={first.atMs} style="full" />
          <Time atMs={last.atMs + found.spanMs} style="full" />
        </div>
      )}
      <p className="text-sm text-faint">{t('statistics.time.each', words)}</p>
    </Card>
  );
}

/** What is not nothing can be seen. */
function barHeight(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1.5, (count / most) * height);
}
