import type { MetadataImage, PartitionImage } from '../../metadata/metadata-image';
import { crc32c } from '../../protocol/primitives/crc32c';
import type { Report } from '../workload/history';
import type { Coverage } from './coverage';

interface MetadataAgreementOptions {
  readonly report: Report;
  readonly coverage: Coverage;
}

/** All brokers see the same metadata at the same offset, and what it says of a partition obeys the rules of its life. */
export class MetadataAgreement {
  readonly #options: MetadataAgreementOptions;
  readonly #lastImages = new Map<string, MetadataImage>();
  readonly #digests = new Map<number, number>();
  readonly #partitions = new Map<string, PartitionImage>();
  /** The furthest that any broker has published. */
  newest: MetadataImage | undefined;

  constructor(options: MetadataAgreementOptions) {
    this.#options = options;
  }

  /** What a life of a broker has published. */
  check(life: string, image: MetadataImage): void {
    const before = this.#lastImages.get(life);
    if (before === image) return;
    this.#lastImages.set(life, image);
    const { report } = this.#options;
    if (before !== undefined && image.offset < before.offset)
      report('metadata goes forward', `${life} went from ${before.offset} to ${image.offset}`);
    const digest = digestOf(image);
    const known = this.#digests.get(image.offset);
    if (known === undefined) this.#digests.set(image.offset, digest);
    else if (known !== digest) report('metadata is the same everywhere', `${life} sees other metadata at ${image.offset}`);
    if (this.newest !== undefined && image.offset <= this.newest.offset) return;
    this.newest = image;
    this.#checkPartitions(image);
  }

  #checkPartitions(image: MetadataImage): void {
    for (const topic of image.topicsByName.values()) {
      for (const [index, partition] of topic.partitions.entries()) {
        const key = `${topic.id}-${index}`;
        const before = this.#partitions.get(key);
        if (before !== undefined && before !== partition) this.#checkChange(`${topic.name}-${index}`, before, partition);
        this.#partitions.set(key, partition);
        this.#checkPartition(`${topic.name}-${index}`, partition, image);
      }
    }
  }

  #checkChange(name: string, before: PartitionImage, after: PartitionImage): void {
    const { report, coverage } = this.#options;
    if (after.leaderEpoch < before.leaderEpoch || after.partitionEpoch < before.partitionEpoch)
      report('epochs go forward', `${name}: ${epochsOf(before)}, then ${epochsOf(after)}`);
    const isChanged = digestOfPartition(before) !== digestOfPartition(after);
    if (isChanged && after.partitionEpoch === before.partitionEpoch)
      report('a change has an epoch of its own', `${name} changed in partition epoch ${after.partitionEpoch}`);
    if (after.leader !== before.leader && after.leaderEpoch === before.leaderEpoch)
      report('a leader has an epoch of its own', `${name} went from ${before.leader} to ${after.leader} in ${after.leaderEpoch}`);
    if (after.leader !== before.leader) coverage.reached('a leader changed');
    if (after.leader < 0) coverage.reached('a partition had no leader');
    if (after.isr.length < before.isr.length) coverage.reached('the in-sync replicas became fewer');
    if (after.isr.length > before.isr.length) coverage.reached('the in-sync replicas became more');
    if (after.eligibleLeaderReplicas.length > 0) coverage.reached('a replica was eligible and not in sync');
    if (after.isr.length === 0) coverage.reached('a partition had no in-sync replica');
  }

  #checkPartition(
    name: string,
    { isr, replicas, leader, eligibleLeaderReplicas: elr }: PartitionImage,
    image: MetadataImage,
  ): void {
    const { report } = this.#options;
    const strangers = [...isr, ...elr].filter((id) => !replicas.includes(id));
    if (strangers.length > 0) report('in-sync replicas are replicas', `${name}: ${strangers.join(', ')}`);
    if (leader >= 0 && !isr.includes(leader))
      report('a leader is in sync', `${name} is led by ${leader}, in sync are ${isr.join(', ')}`);
    const both = isr.filter((id) => elr.includes(id));
    if (both.length > 0) report('a replica is in sync or eligible', `${name}: ${both.join(', ')}`);
    const fenced = isr.filter((id) => image.brokers.get(id)?.fenced !== false);
    if (fenced.length > 0 && isr.length > 1)
      report('fenced brokers are not in sync', `${name}: ${fenced.join(', ')} of ${isr.join(', ')}`);
  }
}

function epochsOf({ leaderEpoch, partitionEpoch }: PartitionImage): string {
  return `${leaderEpoch}/${partitionEpoch}`;
}

function digestOfPartition({
  leader,
  leaderEpoch,
  partitionEpoch,
  isr,
  replicas,
  eligibleLeaderReplicas,
}: PartitionImage): string {
  return [leader, leaderEpoch, partitionEpoch, isr.join(), replicas.join(), eligibleLeaderReplicas.join()].join(' ');
}

function digestOf(image: MetadataImage): number {
  const topics = [...image.topicsByName.values()].map(
    ({ name, id, partitions }) => `${name} ${id} ${partitions.map(digestOfPartition).join('; ')}`,
  );
  const brokers = [...image.brokers.values()].map(({ id, epoch, fenced, inControlledShutdown }) =>
    [id, epoch, fenced, inControlledShutdown].join(' '),
  );
  return crc32c(Buffer.from([...topics.sort(), ...brokers.sort(), image.nextProducerId].join('\n')));
}
