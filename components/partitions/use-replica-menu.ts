'use client';
import type { MenuItem } from '@/components/ui/menu';
import type { PartitionReplicas } from '@/lib/contracts/replicas';
import { brokerPath, topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import type { ReplicaRole } from './partition-row-data';
import { useReplicaActions } from './replica-actions';

/** What is known of a replica beyond who has it. */
export interface ReplicaFacts {
  readonly offsetLag: string | null;
  readonly highWatermark: string | null;
  /** The leader's copy. */
  readonly sizeBytes: number | null;
}

interface ReplicaMenuInput {
  readonly topic: string;
  readonly partition: PartitionReplicas;
  readonly broker: number;
  readonly role: ReplicaRole;
  readonly facts: ReplicaFacts | undefined;
}

/** The menu of a sign: first what the replica holds, then what can be done. */
export function useReplicaMenu({ topic, partition, broker, role, facts }: ReplicaMenuInput): readonly MenuItem[] {
  const { t } = useText();
  const words = useReplicaWords({ partition, broker, role, facts });
  const actions = useReplicaActions();
  const place = { topic, partition: partition.partition };
  const { replicas, addingReplicas, removingReplicas } = partition;
  const isMoving = addingReplicas.length + removingReplicas.length > 0;
  const settled = replicas.filter((id) => !addingReplicas.includes(id));
  const free = actions.brokers.filter(({ id, alive }) => alive && !replicas.includes(id));
  const items: MenuItem[] = words.map((label) => ({ kind: 'text', label }));
  items.push({ kind: 'line' });
  if (actions.canElect && !isMoving && (role === 'in-sync' || (role === 'leader' && replicas[0] !== broker))) {
    const label = t('partitions.menu.prefer', { broker });
    items.push({ kind: 'action', label, onSelect: () => actions.prefer(place, broker) });
  }
  if (actions.canMove && isMoving)
    items.push({ kind: 'action', label: t('partitions.menu.cancel'), onSelect: () => actions.cancelMove(place) });
  if (actions.canMove && !isMoving) {
    if (role === 'none') {
      const label = t('partitions.menu.moveHere');
      items.push({ kind: 'action', label, onSelect: () => actions.choose(place, partition, [...settled, broker]) });
    } else {
      for (const { id } of free) {
        const moved = settled.map((replica) => (replica === broker ? id : replica));
        const label = t('partitions.menu.moveTo', { broker: id });
        items.push({ kind: 'action', label, onSelect: () => actions.choose(place, partition, moved) });
      }
    }
    items.push({
      kind: 'action',
      label: t('partitions.menu.choose'),
      onSelect: () => actions.choose(place, partition, settled),
    });
  }
  for (const label of actions.limits) items.push({ kind: 'text', label });
  if (items.at(-1)?.kind !== 'line') items.push({ kind: 'line' });
  items.push({
    kind: 'link',
    label: t('partitions.menu.messages'),
    href: `${topicPath(actions.cluster, topic)}?p=${partition.partition}`,
  });
  items.push({ kind: 'link', label: t('partitions.menu.openBroker', { broker }), href: brokerPath(actions.cluster, broker) });
  return items;
}

function useReplicaWords({ partition, broker, role, facts }: Omit<ReplicaMenuInput, 'topic'>): string[] {
  const { t } = useText();
  const format = useFormat();
  if (role === 'none') return [t('partitions.menu.none')];
  const words = [t('partitions.brokerIs', { broker, role: t(`partitions.role.${role}`) })];
  if (role === 'leader') {
    if (facts?.highWatermark !== undefined && facts.highWatermark !== null)
      words.push(t('partitions.menu.end', { offset: format.count(facts.highWatermark) }));
    if (partition.leaderEpoch >= 0) words.push(t('partitions.menu.epoch', { epoch: partition.leaderEpoch }));
  } else if (facts?.offsetLag !== undefined && facts.offsetLag !== null) {
    const lag = Number(facts.offsetLag);
    words.push(lag === 0 ? t('partitions.menu.level') : t('partitions.menu.behind', { count: lag }));
  }
  if (role === 'leader' && facts?.sizeBytes !== undefined && facts.sizeBytes !== null)
    words.push(t('partitions.menu.stored', { size: format.bytes(facts.sizeBytes) }));
  if (partition.replicas[0] === broker) words.push(t('partitions.menu.preferred'));
  if (partition.addingReplicas.includes(broker)) words.push(t('partitions.menu.adding'));
  if (partition.removingReplicas.includes(broker)) words.push(t('partitions.menu.removing'));
  return words;
}
