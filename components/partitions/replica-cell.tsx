'use client';
import { useState } from 'react';
import type { Trigger } from '@/components/ui/first-use';
import { Menu } from '@/components/ui/menu';
import { Sign } from '@/components/ui/sign';
import type { PartitionReplicas } from '@/lib/contracts/replicas';
import { useText } from '@/lib/i18n/text-provider';
import { replicaRole, type ReplicaRole } from './partition-row-data';
import { useReplicaActions } from './replica-actions';
import { useReplicaMenu, type ReplicaFacts } from './use-replica-menu';
import { signKinds } from './replica-sign';
import type { SignKeys, SignPlace } from './use-sign-keys';

interface ReplicaCellProps {
  topic: string;
  partition: PartitionReplicas;
  broker: number;
  place: SignPlace;
  keys: SignKeys;
  moved: boolean;
  facts?: ReplicaFacts | undefined;
}

/** A replica's sign. Its menu says what it holds, and what can be done with it. */
export function ReplicaCell(props: ReplicaCellProps) {
  const { topic, partition, broker, place, keys } = props;
  const { t } = useText();
  const { brokers } = useReplicaActions();
  const [hasMenu, setHasMenu] = useState(false);
  const role = replicaRole(partition, broker, (id) => brokers.find((known) => known.id === id)?.alive ?? true);
  const words = t('partitions.brokerIs', { broker, role: t(`partitions.role.${role}`) });
  const moved = props.moved && role === 'leader';
  const label = moved ? `${words}, ${t('partitions.leaderMoved')}` : words;
  const button = (
    <button
      type="button"
      data-sign={`${place.row}/${place.column}`}
      tabIndex={keys.tabIndexOf(place)}
      aria-haspopup="menu"
      aria-label={t('partitions.menu.label', {
        broker,
        partition: partition.partition,
        topic,
        role: t(`partitions.role.${role}`),
      })}
      onFocus={() => keys.onFocus(place)}
      onClick={() => setHasMenu(true)}
      className="inline-grid size-6.5 place-items-center rounded-full hover:bg-sunken"
    >
      <Sign kind={signKinds[role]} moved={moved} label={label} />
    </button>
  );
  // A menu for each sign of a large map would weigh more than the map: it comes with the first click.
  return hasMenu ? <ReplicaMenu {...props} trigger={button} role={role} /> : button;
}

interface ReplicaMenuProps extends ReplicaCellProps {
  trigger: Trigger;
  role: ReplicaRole;
}

function ReplicaMenu({ topic, partition, broker, facts, trigger, role }: ReplicaMenuProps) {
  const { t } = useText();
  const items = useReplicaMenu({ topic, partition, broker, role, facts });
  return (
    <Menu
      defaultOpen
      align="center"
      label={t('partitions.brokerIs', { broker, role: t(`partitions.role.${role}`) })}
      items={items}
      trigger={trigger}
    />
  );
}
