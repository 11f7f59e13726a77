import type { CommittedOffset, GroupRecord } from './records/group-record';

export interface OffsetEntry {
  readonly topic: string;
  readonly partition: number;
  readonly committed: CommittedOffset;
}

/** The offsets of a shard's groups: the outcome of its offset records, in order. */
export class OffsetTable {
  private readonly groups = new Map<string, Map<string, Map<number, CommittedOffset>>>();

  replay(record: GroupRecord): void {
    if (record.kind !== 'offset') return;
    if (record.committed === null) this.delete(record.groupId, record.topic, record.partition);
    else this.set(record.groupId, record.topic, record.partition, record.committed);
  }

  get(groupId: string, topic: string, partition: number): CommittedOffset | undefined {
    return this.groups.get(groupId)?.get(topic)?.get(partition);
  }

  groupIds(): Iterable<string> {
    return this.groups.keys();
  }

  has(groupId: string): boolean {
    return this.groups.has(groupId);
  }

  *entries(groupId: string): Generator<OffsetEntry> {
    for (const [topic, partitions] of this.groups.get(groupId) ?? []) {
      for (const [partition, committed] of partitions) yield { topic, partition, committed };
    }
  }

  *topics(groupId: string): Generator<readonly [string, ReadonlyMap<number, CommittedOffset>]> {
    yield* this.groups.get(groupId) ?? [];
  }

  private set(groupId: string, topic: string, partition: number, committed: CommittedOffset): void {
    const topics = this.groups.get(groupId) ?? new Map<string, Map<number, CommittedOffset>>();
    this.groups.set(groupId, topics);
    const partitions = topics.get(topic) ?? new Map<number, CommittedOffset>();
    topics.set(topic, partitions);
    partitions.set(partition, committed);
  }

  private delete(groupId: string, topic: string, partition: number): void {
    const topics = this.groups.get(groupId);
    const partitions = topics?.get(topic);
    if (topics === undefined || partitions === undefined) return;
    partitions.delete(partition);
    if (partitions.size === 0) topics.delete(topic);
    if (topics.size === 0) this.groups.delete(groupId);
  }
}
