'use client';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import { useText } from '@/lib/i18n/text-provider';
import { useLimitWords } from '@/lib/queries/clusters/use-limit-text';
import { Section } from './section';

/** What pages have to do without here, with the reasons. */
export function Limits({ limits }: { limits: ClusterDetail['limits'] }) {
  const { t } = useText();
  const words = useLimitWords();
  if (limits.length === 0) return null;
  return (
    <Section title={t('limits.title')}>
      <ul aria-label={t('limits.title')} className="grid gap-1 text-sm text-muted">
        {limits.map((limit) => (
          <li key={limit.api}>{words(limit)}</li>
        ))}
      </ul>
    </Section>
  );
}
