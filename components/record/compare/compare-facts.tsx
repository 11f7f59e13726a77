'use client';
import { cx } from '@/components/ui/cx';
import { Table, TableFrame, Th, Tr } from '@/components/ui/table';
import type { KafkaRecord } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat, type Format } from '@/lib/i18n/use-format';

interface Fact {
  readonly name: string;
  readonly value: (record: KafkaRecord) => string;
  /** How the two are to each other, if that can be said. */
  readonly note?: (a: KafkaRecord, b: KafkaRecord) => string | null;
}

/** Everything about two records but their bodies; what differs stands out, and has a sign. */
export function CompareFacts({ a, b }: { a: KafkaRecord; b: KafkaRecord }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <TableFrame label={t('compare.facts')}>
      <Table>
        <thead>
          <tr>
            <Th>
              <span className="sr-only">{t('compare.sign')}</span>
            </Th>
            <Th>{t('compare.fact')}</Th>
            <Th className="w-[40%]">A</Th>
            <Th className="w-[40%]">B</Th>
          </tr>
        </thead>
        <tbody>
          {useFacts(format).map(({ name, value, note }) => {
            const [left, right] = [value(a), value(b)];
            const differs = left !== right;
            const cell = cx('px-3 py-1 align-top max-sm:px-2', differs ? 'text-ink' : 'text-faint');
            const side = cx(cell, 'break-words');
            return (
              <Tr key={name}>
                <td className={cell}>
                  <span aria-hidden>{differs ? '≠' : '='}</span>
                  <span className="sr-only">{t(differs ? 'compare.differs' : 'compare.equal')}</span>
                </td>
                <td className={cx(cell, 'text-muted')}>
                  {name}
                  {note === undefined ? null : <span className="block text-sm text-faint">{note(a, b)}</span>}
                </td>
                <td className={side}>{left}</td>
                <td className={side}>{right}</td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function useFacts(format: Format): readonly Fact[] {
  const { t } = useText();
  const sizeOf = (size: number | null) => (size === null ? t('record.null') : format.bytes(size));
  return [
    {
      name: t('record.time'),
      note: (a, b) => {
        const [first, second] = [Number(a.timestamp), Number(b.timestamp)];
        if (first < 0 || second < 0 || first === second) return null;
        return t(first < second ? 'compare.later' : 'compare.earlier', { duration: format.duration(Math.abs(second - first)) });
      },
      value: ({ timestamp, timestampType }) =>
        Number(timestamp) < 0
          ? t('record.noTime')
          : `${format.dateTime(Number(timestamp))} ${t(timestampType === 'CreateTime' ? 'record.createTime' : 'record.logAppendTime')}`,
    },
    { name: t('record.partition'), value: ({ partition }) => String(partition) },
    { name: t('record.offset'), value: ({ offset }) => format.count(offset) },
    {
      name: t('record.sizes'),
      value: ({ sizes }) =>
        t('record.sizesLine', {
          key: sizeOf(sizes.key),
          value: sizeOf(sizes.value),
          headers: format.bytes(sizes.headers),
          record: format.bytes(sizes.record),
        }),
    },
    {
      name: t('record.batch'),
      value: ({ batch }) =>
        t('record.batchLine', {
          codec: batch.codec,
          base: format.count(batch.baseOffset),
          records: t('record.records', { count: batch.recordCount }),
          size: format.bytes(batch.sizeBytes),
        }),
    },
    {
      name: t('record.producer'),
      value: ({ batch }) =>
        batch.producerId === '-1'
          ? t('record.noProducerId')
          : t('record.producerLine', {
              id: format.count(batch.producerId),
              epoch: batch.producerEpoch,
              sequence: batch.baseSequence,
            }),
    },
    {
      name: t('record.kind'),
      value: ({ batch }) =>
        batch.isControl ? t('record.control') : t(batch.isTransactional ? 'record.transactional' : 'compare.notTransactional'),
    },
    { name: t('record.leaderEpoch'), value: ({ batch }) => format.count(batch.leaderEpoch) },
  ];
}
