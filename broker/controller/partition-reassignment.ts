import type { PartitionImage } from '../metadata/metadata-image';

/** Who holds a partition, and who comes and goes. */
export interface Assignment {
  readonly replicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
}

export function isReassigning({ addingReplicas, removingReplicas }: Assignment): boolean {
  return addingReplicas.length > 0 || removingReplicas.length > 0;
}

/** The replicas before the move that is under way. */
export function originalReplicas({ replicas, addingReplicas }: Assignment): readonly number[] {
  return replicas.filter((id) => !addingReplicas.includes(id));
}

/**
 * The assignment while a partition moves to `target`: who is wanted, then who leaves when all of those are in sync. A move
 * that is under way is replaced; what it was adding and is not wanted any more goes at once.
 */
export function assignmentTowards(partition: PartitionImage, target: readonly number[]): Assignment {
  const original = originalReplicas(partition);
  const removingReplicas = original.filter((id) => !target.includes(id));
  return {
    replicas: [...target, ...removingReplicas],
    addingReplicas: target.filter((id) => !original.includes(id)),
    removingReplicas,
  };
}

/** The assignment and in-sync set after a move that is complete, which it is once everyone wanted is in sync. */
export function completedReassignment(
  assignment: Assignment,
  isr: readonly number[],
): { assignment: Assignment; isr: readonly number[] } | undefined {
  if (!isReassigning(assignment)) return undefined;
  const stays = (id: number): boolean => !assignment.removingReplicas.includes(id);
  const replicas = assignment.replicas.filter(stays);
  if (replicas.length === 0 || !replicas.every((id) => isr.includes(id))) return undefined;
  return { assignment: { replicas, addingReplicas: [], removingReplicas: [] }, isr: isr.filter(stays) };
}
