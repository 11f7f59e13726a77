'use client';
import type { ReactNode } from 'react';
import { Tag } from '@/components/ui/tag';
import type { BrokerSummary } from '@/lib/contracts/cluster';
import { useText } from '@/lib/i18n/text-provider';

interface BrokerTroubleProps {
  broker: BrokerSummary;
  /** Said when there is none. */
  whenFine: ReactNode;
  /** In a table: only what is wrong. */
  isShort?: boolean;
}

/** What is not as it should be with a broker's partitions, in words. */
export function BrokerTrouble({ broker, whenFine, isShort = false }: BrokerTroubleProps) {
  const { t } = useText();
  const { leaderlessCount, underMinIsrCount, underReplicatedCount, outOfSyncCount, preferredNotLeadingCount } = broker;
  const isPreferredSaid = !isShort && preferredNotLeadingCount > 0;
  const nothing = leaderlessCount + underMinIsrCount + underReplicatedCount + outOfSyncCount === 0 && !isPreferredSaid;
  if (nothing) return whenFine;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {leaderlessCount > 0 ? <Tag tone="bad">{t('brokers.trouble.leaderless', { count: leaderlessCount })}</Tag> : null}
      {underMinIsrCount > 0 ? <Tag tone="bad">{t('brokers.trouble.underMinIsr', { count: underMinIsrCount })}</Tag> : null}
      {underReplicatedCount > 0 ? (
        <Tag tone="warn">{t('brokers.trouble.underReplicated', { count: underReplicatedCount })}</Tag>
      ) : null}
      {outOfSyncCount > 0 ? (
        <Tag tone={broker.alive ? 'warn' : 'bad'}>{t('brokers.trouble.outOfSync', { count: outOfSyncCount })}</Tag>
      ) : null}
      {isPreferredSaid ? <Tag>{t('brokers.trouble.preferred', { count: preferredNotLeadingCount })}</Tag> : null}
    </span>
  );
}
