'use client';
import { Sign, type SignKind } from '@/components/ui/sign';
import { useText } from '@/lib/i18n/text-provider';
import type { ReplicaRole } from './partition-row-data';

export const signKinds: Record<ReplicaRole, SignKind> = {
  leader: 'disc',
  'in-sync': 'ring',
  lagging: 'dashed',
  offline: 'cross',
  none: 'dot',
};

export function ReplicaSign({ role, broker, moved = false }: { role: ReplicaRole; broker: number; moved?: boolean }) {
  const { t } = useText();
  return (
    <Sign kind={signKinds[role]} moved={moved} label={t('partitions.brokerIs', { broker, role: t(`partitions.role.${role}`) })} />
  );
}

const shownRoles = ['leader', 'in-sync', 'lagging', 'offline'] as const;

/** What the signs mean. */
export function ReplicaLegend() {
  const { t } = useText();
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      {shownRoles.map((role) => (
        <li key={role} className="inline-flex items-center gap-1.5">
          <span aria-hidden>
            <Sign kind={signKinds[role]} label="" />
          </span>
          {t(`partitions.role.${role}`)}
        </li>
      ))}
    </ul>
  );
}
