'use client';
import { HueChip } from '@/components/ui/hue-chip';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import type { TransferResult } from '@/lib/contracts/transfer';
import { partitionHue } from '@/lib/format/partition-hue';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { TargetTable } from './target-table';
import { hasNotes, TransferNotes } from './transfer-notes';

const partitionsShown = 64;

interface TransferOutcomeProps {
  result: TransferResult;
  isStopped: boolean;
  /** Messages went to several topics. */
  byTarget: boolean;
}

/** What was written, where, and what was not. */
export function TransferOutcome({ result, isStopped, byTarget }: TransferOutcomeProps) {
  const { t } = useText();
  const format = useFormat();
  const facts = {
    count: result.written,
    duration: format.duration(result.elapsedMs),
    rate: format.rate(result.perSecond),
    bytes: format.bytes(result.bytesWritten),
  };
  return (
    <>
      <Notice tone={hasNotes(result) ? 'warn' : 'good'}>
        {t(isStopped ? 'transfer.run.stopped' : 'transfer.run.done', facts)}
        <TransferNotes result={result} />
        {result.written === 0 ? null : (
          <details className="mt-1 text-sm">
            <summary className="min-h-6 w-fit leading-6">{t('transfer.run.where')}</summary>
            {result.targets.map((target) => (
              <Places key={target.topic} target={target} />
            ))}
          </details>
        )}
      </Notice>
      {byTarget ? <TargetTable result={result} /> : null}
    </>
  );
}

function Places({ target: { topic, partitions } }: { target: TransferResult['targets'][number] }) {
  const { rich } = useText();
  const format = useFormat();
  return (
    <>
      <MonoName>{topic}</MonoName>
      <ul className="grid gap-1">
        {partitions.slice(0, partitionsShown).map(({ partition, written, firstOffset, lastOffset }) => {
          const chip = <HueChip hue={partitionHue(partition)}>{`p${partition}`}</HueChip>;
          const count = format.count(written);
          return (
            <li key={partition}>
              {firstOffset === null || lastOffset === null
                ? rich('transfer.run.unknownRange', { partition: chip, count })
                : rich('transfer.run.range', {
                    partition: chip,
                    count,
                    first: format.count(firstOffset),
                    last: format.count(lastOffset),
                  })}
            </li>
          );
        })}
      </ul>
    </>
  );
}
