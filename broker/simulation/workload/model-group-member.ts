import { GroupConsumer } from '../../client/group-consumer';
import { fetchCommitted } from '../../client/group-offsets';
import type { KafkaClient } from '../../client/kafka-client';
import type { ConsumedRecord } from '../../client/partition-consumer';
import { KafkaError } from '../../protocol/kafka-error';
import { topicPartitionName, type TopicPartition } from '../../protocol/topic-partition';
import type { SimRandom } from '../sim-random';
import type { SimProcess } from '../world/sim-process';
import type { CommitRegister } from './commit-register';
import type { History, Report } from './history';
import type { SimTopic } from './sim-topic';

/** What the members of a group have in common. */
export interface ModelGroup {
  readonly id: string;
  readonly topic: SimTopic;
  readonly register: CommitRegister;
  /** By partition, which offsets some member was given. */
  readonly delivered: Map<number, Set<number>>;
  /** Whether what is read now may be older than what was committed. */
  readonly mayReadStale: () => boolean;
  /** Committed offsets outlive the plan of faults. */
  readonly isDurable: boolean;
}

export interface MemberTraits {
  readonly name: string;
  readonly instanceId: string | null;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  /** How often it commits and how often it leaves to join again, per poll. */
  readonly commitShare: number;
  readonly leaveShare: number;
  readonly workMsMax: number;
}

interface ModelGroupMemberOptions {
  readonly traits: MemberTraits;
  readonly group: ModelGroup;
  readonly process: SimProcess;
  readonly client: KafkaClient;
  readonly random: SimRandom;
  readonly history: History;
  readonly report: Report;
}

const pollMs = 300;

/** A member of a consumer group that commits what it has read, leaves, and comes back. */
export class ModelGroupMember {
  readonly #options: ModelGroupMemberOptions;
  /** The offset that has to come next, by partition, since the last assignment. */
  readonly #next = new Map<number, number>();
  assignedCount = 0;
  isStopped = false;

  constructor(options: ModelGroupMemberOptions) {
    this.#options = options;
    void this.#run();
  }

  get #nowMs(): number {
    return this.#options.process.machine.monotonicMs() / this.#options.process.machine.rate;
  }

  /** Goes on until its process or its client ends. */
  async #run(): Promise<void> {
    const { client } = this.#options;
    while (!client.isClosed) {
      const consumer = this.#join();
      try {
        await this.#work(consumer);
        await consumer.close();
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error;
        await consumer.close().catch(() => undefined);
      }
      this.assignedCount = 0;
      await client.wait(pollMs).catch(() => undefined);
    }
  }

  #join(): GroupConsumer {
    const { client, group, traits, history } = this.#options;
    const { sessionTimeoutMs, rebalanceTimeoutMs, heartbeatIntervalMs, instanceId } = traits;
    return new GroupConsumer({
      client,
      groupId: group.id,
      topics: [group.topic.name],
      autoOffsetReset: 'earliest',
      autoCommit: false,
      ...{ sessionTimeoutMs, rebalanceTimeoutMs, heartbeatIntervalMs, groupInstanceId: instanceId },
      allowAutoTopicCreation: false,
      pollRecordsMax: 20,
      onAssigned: (partitions) => {
        history.count('assignment');
        this.#next.clear();
        if (this.assignedCount > 0) history.coverage.reached('a group rebalanced');
        this.assignedCount = partitions.length;
      },
    });
  }

  /** Resolves when it wants to leave. */
  async #work(consumer: GroupConsumer): Promise<void> {
    const { client, traits, random, history } = this.#options;
    for (;;) {
      const records = await consumer.poll(pollMs);
      if (records.length > 0) history.count('group-poll');
      for (const record of records) this.#take(record);
      if (random.chance(traits.commitShare)) await this.#commit(consumer);
      if (!this.isStopped && random.chance(traits.leaveShare)) return;
      if (random.chance(0.05)) await this.#readCommitted(consumer.assignment);
      if (traits.workMsMax > 0) await client.wait(random.integer(traits.workMsMax + 1));
    }
  }

  #take({ partition, offset, value }: ConsumedRecord): void {
    const { traits, group, history, report } = this.#options;
    const { topic, delivered } = group;
    const expected = this.#next.get(partition);
    if (expected !== undefined && offset !== expected && topic.keepsAll && topic.isDurable && topic.isLasting)
      report('polls are contiguous', `${traits.name} read ${topic.name}-${partition}@${offset} after ${expected - 1}`);
    this.#next.set(partition, offset + 1);
    history.observed(traits.name, topic, partition, offset, value);
    const offsets = delivered.get(partition) ?? new Set();
    offsets.add(offset);
    delivered.set(partition, offsets);
  }

  async #commit(consumer: GroupConsumer): Promise<void> {
    const { group, history } = this.#options;
    const attempt = group.register.begin(consumer.uncommitted(), this.#nowMs);
    try {
      await consumer.commit();
      attempt.endMs = this.#nowMs;
      history.count('commit');
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      history.count('failed-commit');
      history.coverage.reached('a commit was refused');
    }
  }

  async #readCommitted(partitions: readonly TopicPartition[]): Promise<void> {
    const { client, group, history } = this.#options;
    const startMs = this.#nowMs;
    const mayBeStale = group.mayReadStale();
    const committed = await fetchCommitted(client, group.id, partitions);
    history.count('committed');
    if (!group.isDurable || mayBeStale) return;
    for (const part of partitions) {
      const name = topicPartitionName(part);
      group.register.checkRead(name, committed.get(name) ?? -1, startMs, this.#nowMs);
    }
  }
}
