'use client';
import { Tag } from '@/components/ui/tag';
import type { BrokerSummary } from '@/lib/contracts/cluster';
import { useText } from '@/lib/i18n/text-provider';

/** What a broker is in the metadata quorum. Its leader is the controller. */
export function QuorumRole({ role }: { role: BrokerSummary['quorumRole'] }) {
  const { t } = useText();
  if (role === null) return <span className="text-faint">{t('common.notKnown')}</span>;
  const hint = t(`brokers.quorumHint.${role}`);
  return role === 'leader' ? (
    <Tag tone="live" title={hint}>
      {t('brokers.controller')}
    </Tag>
  ) : (
    <span title={hint} className="text-muted">
      {t(`brokers.quorum.${role}`)}
    </span>
  );
}
