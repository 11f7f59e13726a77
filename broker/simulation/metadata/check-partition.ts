import { isActive } from '../../controller/active-brokers';
import type { MetadataImage, PartitionImage } from '../../metadata/metadata-image';

function isSubset(some: readonly number[], all: readonly number[]): boolean {
  return new Set(some).size === some.length && some.every((id) => all.includes(id));
}

/** Which rule the partition breaks, in words; undefined when it breaks none. */
export function brokenRule(image: MetadataImage, partition: PartitionImage, minIsr: number): string | undefined {
  const { replicas, isr, leader, eligibleLeaderReplicas: elr, lastKnownElr: known, directories } = partition;
  const isBigEnough = isr.length >= Math.min(minIsr, replicas.length);
  const mayLead = isr.length > 0 ? isr : elr;
  const rules: [string, boolean][] = [
    ['members are replicas, and in one set only', isSubset([...isr, ...elr, ...known], replicas)],
    ['moving replicas are replicas', isSubset([...partition.addingReplicas, ...partition.removingReplicas], replicas)],
    ['each replica has a directory', directories.length === replicas.length],
    ['in-sync replicas are active', isr.every((id) => isActive(image, id))],
    ['the leader is in sync', leader === -1 || isr.includes(leader)],
    ['who may lead does', leader !== -1 || !mayLead.some((id) => isActive(image, id))],
    ['without in-sync replicas it is known who had everything', isr.length + elr.length + known.length > 0],
    ['nobody is eligible beside enough in-sync replicas', !isBigEnough || elr.length + known.length === 0],
  ];
  return rules.find(([, holds]) => !holds)?.[0];
}
