'use client';
import { Card } from '@/components/ui/card';
import { hueStyle } from '@/components/ui/hue-chip';
import { PartitionChip } from '@/components/ui/partition-chip';
import { Table, TableFrame, Td, Th, Tr } from '@/components/ui/table';
import type { TopicStatistics } from '@/lib/contracts/statistics';
import { partitionHue } from '@/lib/format/partition-hue';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

/** From here on the fullest partition is named; up to the other, nothing stands out. */
const skewedFrom = 1.5;
const evenUpTo = 1.1;

/** How evenly the messages are spread. */
export function PartitionsCard({ found }: { found: TopicStatistics }) {
  const { t } = useText();
  const format = useFormat();
  const mean = found.records / Math.max(1, found.partitions.length);
  const most = found.partitions.reduce((top, each) => (each.records > top.records ? each : top), {
    partition: 0,
    records: 0,
    bytes: 0,
  });
  const factor = (records: number) => format.count(Number((records / Math.max(1e-9, mean)).toFixed(2)));
  const spreadWords = () => {
    const least = Math.min(...found.partitions.map(({ records }) => records));
    if (found.partitions.length === 1 || (most.records <= mean * evenUpTo && least >= mean / evenUpTo))
      return t('statistics.partitions.even');
    if (most.records >= mean * skewedFrom)
      return t('statistics.partitions.skewed', { partition: most.partition, factor: factor(most.records) });
    return t('statistics.partitions.between', { least: factor(least), most: factor(most.records) });
  };
  return (
    <Card aria-labelledby="spread" className="grid grid-cols-[minmax(0,1fr)] content-start gap-2.5 px-4 py-3.5">
      <h2 id="spread" className="text-[14px] font-semibold">
        {t('statistics.partitions.title')}
      </h2>
      <p className="text-muted">{spreadWords()}</p>
      <TableFrame label={t('statistics.partitions.table')} className="max-h-80 overflow-y-auto">
        <Table>
          <thead>
            <tr>
              <Th>{t('statistics.partitions.partition')}</Th>
              <Th num>{t('statistics.partitions.records')}</Th>
              <Th className="w-full max-sm:hidden">{t('statistics.partitions.share')}</Th>
              <Th num>{t('statistics.partitions.mean')}</Th>
              <Th num className="max-sm:hidden">
                {t('statistics.partitions.bytes')}
              </Th>
            </tr>
          </thead>
          <tbody>
            {found.partitions.map(({ partition, records, bytes }) => (
              <Tr key={partition}>
                <Td>
                  <PartitionChip partition={partition} />
                </Td>
                <Td num mono>
                  {format.count(records)}
                </Td>
                <Td className="max-sm:hidden">
                  <span style={hueStyle(partitionHue(partition))} className="flex items-center gap-2">
                    <span
                      aria-hidden
                      className="hue-mark h-2 rounded-full"
                      style={{ inlineSize: `${(records / Math.max(1, most.records)) * 60}%` }}
                    />
                    <span className="text-sm text-faint">{format.percent(records / Math.max(1, found.records))}</span>
                  </span>
                </Td>
                <Td num mono className="text-muted">
                  {t('statistics.partitions.times', { factor: factor(records) })}
                </Td>
                <Td num mono className="text-muted max-sm:hidden">
                  {format.bytes(bytes)}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </Card>
  );
}
