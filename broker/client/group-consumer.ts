import { KafkaError } from '../protocol/kafka-error';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { GroupMembership } from './group-membership';
import { commitOffsets, fetchCommitted, type CommittedOffset } from './group-offsets';
import type { KafkaClient } from './kafka-client';
import type { Isolation } from './list-offsets';
import { PartitionConsumer, type ConsumedRecord } from './partition-consumer';

interface GroupConsumerOptions {
  client: KafkaClient;
  groupId: string;
  topics: readonly string[];
  /** Where a partition without a committed offset is begun. Default latest, as in Kafka. */
  autoOffsetReset?: 'earliest' | 'latest' | 'none';
  /** Commits what poll() has given, at intervals, before a rebalance and on close. Default true. */
  autoCommit?: boolean;
  autoCommitIntervalMs?: number;
  sessionTimeoutMs?: number;
  rebalanceTimeoutMs?: number;
  heartbeatIntervalMs?: number;
  /** Makes this a static member. */
  groupInstanceId?: string | null;
  isolation?: Isolation;
  allowAutoTopicCreation?: boolean;
  pollRecordsMax?: number;
  /** Hears what is assigned after each rebalance. */
  onAssigned?: (partitions: readonly TopicPartition[]) => void;
}

/**
 * Reads topics as a member of a group (classic protocol, range assignor, eager). A rebalance happens inside poll(): what
 * was fetched and not yet given is dropped, and the member that gets the partition reads it again.
 */
export class GroupConsumer implements AsyncIterable<ConsumedRecord> {
  readonly #client: KafkaClient;
  readonly #options: GroupConsumerOptions;
  readonly #consumer: PartitionConsumer;
  readonly #membership: GroupMembership;
  readonly #committed = new Map<string, number>();
  #mustJoin = true;
  #committedAtMs: number;
  #committing: Promise<void> | undefined;
  #failure: KafkaError | undefined;
  #closed = false;

  constructor(options: GroupConsumerOptions) {
    const { client, groupId, topics, isolation, pollRecordsMax } = options;
    this.#client = client;
    this.#options = options;
    this.#committedAtMs = client.clock.monotonicMs();
    this.#consumer = new PartitionConsumer({
      client,
      isolation: isolation ?? 'read_uncommitted',
      autoOffsetReset: options.autoOffsetReset ?? 'latest',
      pollRecordsMax: pollRecordsMax ?? 500,
    });
    this.#membership = new GroupMembership({
      client,
      groupId,
      topics,
      groupInstanceId: options.groupInstanceId ?? null,
      sessionTimeoutMs: options.sessionTimeoutMs ?? 45_000,
      rebalanceTimeoutMs: options.rebalanceTimeoutMs ?? 60_000,
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 3000,
      allowAutoTopicCreation: options.allowAutoTopicCreation ?? true,
      onRebalance: () => {
        this.#mustJoin = true;
        this.#consumer.wakeUp();
      },
      onFatal: (error) => {
        this.#failure = error;
        this.#consumer.wakeUp();
      },
    });
  }

  get assignment(): TopicPartition[] {
    return this.#consumer.assignment;
  }

  /** Joins the group where that is due, then gives what there is; or the first records to come in `maxWaitMs`; or nothing. */
  async poll(maxWaitMs: number): Promise<ConsumedRecord[]> {
    const untilMs = this.#client.clock.monotonicMs() + maxWaitMs;
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#closed) return [];
      if (this.#mustJoin) await this.#rejoin();
      this.#commitAtInterval();
      const records = await this.#consumer.poll(Math.max(0, untilMs - this.#client.clock.monotonicMs()));
      if (records.length > 0 || this.#client.clock.monotonicMs() >= untilMs) return records;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ConsumedRecord> {
    while (!this.#closed) yield* await this.poll(Number.MAX_SAFE_INTEGER);
  }

  /** What commit() would commit now: positions that moved since the last one. */
  uncommitted(): CommittedOffset[] {
    const offsets: CommittedOffset[] = [];
    for (const { topic, partition } of this.#consumer.assignment) {
      const offset = this.#consumer.position({ topic, partition });
      const name = topicPartitionName({ topic, partition });
      if (offset !== undefined && this.#committed.get(name) !== offset) offsets.push({ topic, partition, offset });
    }
    return offsets;
  }

  /** Commits the positions behind what poll() has given. */
  async commit(): Promise<void> {
    if (this.#committing !== undefined) await this.#committing;
    this.#committedAtMs = this.#client.clock.monotonicMs();
    const offsets = this.uncommitted();
    try {
      await commitOffsets(this.#client, this.#membership.member, offsets);
      for (const part of offsets) this.#committed.set(topicPartitionName(part), part.offset);
    } catch (error) {
      if (error instanceof KafkaError) this.#membership.onGroupError(error.errorName);
      throw error;
    }
  }

  /** Commits if it commits by itself, leaves the group, stops reading. The client stays open. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#options.autoCommit !== false && !this.#mustJoin) await this.#commitOrWarn();
    this.#consumer.close();
    await this.#membership.leave();
  }

  async #rejoin(): Promise<void> {
    if (this.#options.autoCommit !== false && this.#consumer.assignment.length > 0) await this.#commitOrWarn();
    this.#consumer.assign([]);
    this.#committed.clear();
    this.#mustJoin = false;
    try {
      const assigned = await this.#membership.join();
      const committed = await fetchCommitted(this.#client, this.#options.groupId, assigned);
      this.#consumer.assign(
        assigned.map(({ topic, partition }) => {
          const name = topicPartitionName({ topic, partition });
          const offset = committed.get(name);
          if (offset !== undefined) this.#committed.set(name, offset);
          return { topic, partition, offset: offset ?? this.#startWithoutCommit(name) };
        }),
      );
      this.#options.onAssigned?.(assigned);
    } catch (error) {
      this.#mustJoin = true;
      if (!this.#closed) throw error;
    }
  }

  #startWithoutCommit(name: string): 'earliest' | 'latest' {
    const { groupId, autoOffsetReset = 'latest' } = this.#options;
    if (autoOffsetReset !== 'none') return autoOffsetReset;
    throw new KafkaError('OFFSET_OUT_OF_RANGE', `The group ${groupId} has no offset for ${name} and must not choose one.`);
  }

  #commitAtInterval(): void {
    if (this.#options.autoCommit === false || this.#committing !== undefined) return;
    const dueMs = this.#committedAtMs + (this.#options.autoCommitIntervalMs ?? 5000);
    if (this.#client.clock.monotonicMs() < dueMs) return;
    this.#committing = this.#commitOrWarn().finally(() => {
      this.#committing = undefined;
    });
  }

  /** Never rejects: an interval's commit that fails is followed by the next one. */
  async #commitOrWarn(): Promise<void> {
    try {
      await this.commit();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#client.logger.warn(`Offsets of the group ${this.#options.groupId} were not committed`, { reason });
    }
  }
}
