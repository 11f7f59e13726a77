'use client';
import { Notice } from '@/components/ui/notice';
import type { PartitionProblem } from '@/lib/contracts/record';
import { useText } from '@/lib/i18n/text-provider';

const shownMax = 5;

/** What a search of keys could not read. */
export function PartialNotice({ problems }: { problems: readonly PartitionProblem[] }) {
  const { t } = useText();
  if (problems.length === 0) return null;
  return (
    <Notice tone="warn" title={t('keys.partial')}>
      {problems.slice(0, shownMax).map(({ partition, message }) => (
        <div key={partition}>{t('keys.problem', { partition, message })}</div>
      ))}
    </Notice>
  );
}
