import type { PartitionImage, TopicImage } from '../metadata/metadata-image';
import type { ClusterChange, ReassignmentPhase } from './cluster-change';

interface Move {
  phase: ReassignmentPhase;
  from: number[];
  to: number[];
}

function without(ids: readonly number[], others: readonly number[]): number[] {
  return ids.filter((id) => !others.includes(id));
}

function sorted(ids: readonly number[]): number[] {
  return [...ids].sort((a, b) => a - b);
}

function isMoving({ addingReplicas, removingReplicas }: PartitionImage): boolean {
  return addingReplicas.length > 0 || removingReplicas.length > 0;
}

/** Where its replicas are to be in the end. */
function targetOf({ replicas, removingReplicas }: PartitionImage): number[] {
  return without(replicas, removingReplicas);
}

function moveOf(before: PartitionImage, now: PartitionImage): Move | undefined {
  const target = String(sorted(targetOf(now)));
  if (isMoving(now)) {
    const isSame = isMoving(before) && String(sorted(targetOf(before))) === target;
    return isSame ? undefined : { phase: 'begun', from: without(now.replicas, now.addingReplicas), to: targetOf(now) };
  }
  if (!isMoving(before)) {
    const isSame = String(sorted(before.replicas)) === target;
    return isSame ? undefined : { phase: 'done', from: [...before.replicas], to: [...now.replicas] };
  }
  const phase = String(sorted(targetOf(before))) === target ? 'done' : 'cancelled';
  return { phase, from: without(before.replicas, before.addingReplicas), to: [...now.replicas] };
}

/** What differs between two images of one partition, as things to tell. */
export function partitionChanges(
  topic: TopicImage,
  partition: number,
  before: PartitionImage,
  now: PartitionImage,
): ClusterChange[] {
  const name = topic.name;
  const changes: ClusterChange[] = [];
  const subject = (what: string): string => `${what} ${topic.id} ${partition}`;
  if (now.leader !== before.leader) {
    const nobody = (leader: number): number | null => (leader < 0 ? null : leader);
    const { leaderEpoch } = now;
    changes.push({
      subject: subject('leader'),
      version: leaderEpoch,
      state: String(now.leader),
      fact: { kind: 'leader-changed', topic: name, partition, leaderEpoch, from: nobody(before.leader), to: nobody(now.leader) },
    });
  }
  const joined = sorted(without(now.isr, before.isr));
  const left = sorted(without(before.isr, now.isr));
  if (joined.length > 0 || left.length > 0) {
    changes.push({
      subject: subject('isr'),
      version: now.partitionEpoch,
      state: String(sorted(now.isr)),
      fact: { kind: 'isr-changed', topic: name, partition, joined, left },
    });
  }
  const move = moveOf(before, now);
  if (move !== undefined) {
    changes.push({
      subject: subject('replicas'),
      version: now.partitionEpoch,
      state: `${move.phase} ${move.to.join()}`,
      fact: { kind: 'partitions-reassigned', topic: name, partition, ...move },
    });
  }
  return changes;
}
