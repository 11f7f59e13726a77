import type { MetadataDelta } from '../metadata/metadata-delta';
import type { MetadataImage, PartitionImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import { topicPartitionName } from '../protocol/topic-partition';
import { isActive } from './active-brokers';
import type { ControllerResult, ControllerState } from './controller-result';
import type { ControllerTerm } from './controller-term';
import { longestLog, needsRecovery, type ReplicaLogInfo, type TopicIdPartition } from './longest-log';
import { allPartitions, changePartition } from './partition-changes';

/** Asks a broker how far its logs reach; a log it cannot tell of is left out. Rejects when it cannot be reached. */
export type AskReplicaLogInfo = (
  brokerId: number,
  topicPartitions: readonly TopicIdPartition[],
) => Promise<readonly ReplicaLogInfo[]>;

interface Recovery extends TopicIdPartition {
  /** When the first replica could be asked. */
  startedMs: number | undefined;
  /** By broker; the epoch is that of the process that answered. */
  readonly answers: Map<number, { readonly brokerEpoch: number; readonly info: ReplicaLogInfo }>;
}

interface Elected extends TopicIdPartition {
  readonly leader: number;
}

interface UncleanRecoveryOptions {
  readonly term: ControllerTerm;
  readonly ask: AskReplicaLogInfo;
  /** unclean.recovery.timeout.ms */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** Pause before a broker that did not tell everything is asked again. */
const retryMs = 500;

/** Most partitions in one question to a broker. */
const partitionsPerQuestionMax = 1000;

function keyOf({ topicId, partition }: TopicIdPartition): string {
  return `${topicId}:${partition}`;
}

/**
 * Finds leaders after unclean restarts (the balanced unclean recovery of KIP-966). When everyone who had all committed
 * records of a partition restarted uncleanly, each of them may have lost some that were only in memory, or none if just
 * its process died. So every replica that is alive is asked how far its log reaches, and the longest log leads. The last
 * known eligible replicas are waited for, but not longer than a timeout from when the first one could be asked.
 */
export class UncleanRecovery {
  readonly #options: UncleanRecoveryOptions;
  readonly #recoveries = new Map<string, Recovery>();
  /** Brokers that were asked a moment ago. */
  readonly #asked = new Set<number>();
  readonly #retries = new Set<Timer>();
  #deadline: Timer | undefined;
  #isScheduled = false;
  #isClosed = false;

  constructor(options: UncleanRecoveryOptions) {
    this.#options = options;
    for (const { topic, partitionId, partition } of allPartitions(options.term.image)) {
      if (needsRecovery(partition)) this.#add({ topicId: topic.id, partition: partitionId });
    }
    this.#schedule();
  }

  onChange({ changedPartitions, changedBrokers }: MetadataDelta): void {
    for (const { topic, partition } of changedPartitions) {
      const image = topic.partitions[partition];
      if (image !== undefined && needsRecovery(image)) this.#add({ topicId: topic.id, partition });
    }
    if (changedPartitions.length + changedBrokers.length > 0) this.#schedule();
  }

  close(): void {
    this.#isClosed = true;
    this.#deadline?.cancel();
    for (const timer of this.#retries) timer.cancel();
  }

  #add(partition: TopicIdPartition): void {
    const key = keyOf(partition);
    if (!this.#recoveries.has(key)) this.#recoveries.set(key, { ...partition, startedMs: undefined, answers: new Map() });
  }

  /** Later, because changes are told in the middle of a decision. */
  #schedule(): void {
    if (this.#isScheduled || this.#recoveries.size === 0) return;
    this.#isScheduled = true;
    void Promise.resolve().then(() => {
      this.#isScheduled = false;
      if (!this.#isClosed) this.#advance();
    });
  }

  #advance(): void {
    const { image } = this.#options.term;
    const questions = new Map<number, TopicIdPartition[]>();
    const elected: Elected[] = [];
    let deadlineMs = Number.POSITIVE_INFINITY;
    for (const [key, recovery] of this.#recoveries) {
      const partition = image.topicsById.get(recovery.topicId)?.partitions[recovery.partition];
      if (partition === undefined || !needsRecovery(partition)) {
        this.#recoveries.delete(key);
        continue;
      }
      const leader = this.#consider(image, recovery, partition, questions);
      if (leader !== undefined) elected.push({ topicId: recovery.topicId, partition: recovery.partition, leader });
      else if (recovery.startedMs !== undefined) deadlineMs = Math.min(deadlineMs, recovery.startedMs + this.#options.timeoutMs);
    }
    for (const [brokerId, partitions] of questions) this.#ask(brokerId, partitions);
    if (elected.length > 0) this.#elect(elected);
    this.#awaitDeadline(deadlineMs);
  }

  /** The partition's leader if it can be told by now; else who has to be asked is added to `questions`. */
  #consider(
    image: MetadataImage,
    recovery: Recovery,
    partition: PartitionImage,
    questions: Map<number, TopicIdPartition[]>,
  ): number | undefined {
    const answers = new Map<number, ReplicaLogInfo>();
    const open: number[] = [];
    for (const id of partition.replicas) {
      if (!isActive(image, id)) continue;
      const answer = recovery.answers.get(id);
      if (answer !== undefined && answer.brokerEpoch === image.brokers.get(id)?.epoch) answers.set(id, answer.info);
      else open.push(id);
    }
    const nowMs = this.#options.clock.monotonicMs();
    if (answers.size + open.length > 0) recovery.startedMs ??= nowMs;
    const isTimeUp = recovery.startedMs !== undefined && nowMs - recovery.startedMs >= this.#options.timeoutMs;
    for (const id of open) {
      const question = questions.get(id);
      if (question === undefined) questions.set(id, [recovery]);
      else question.push(recovery);
    }
    return longestLog(partition, answers, open, isTimeUp);
  }

  #ask(brokerId: number, partitions: readonly TopicIdPartition[]): void {
    const brokerEpoch = this.#options.term.image.brokers.get(brokerId)?.epoch;
    if (brokerEpoch === undefined || this.#asked.has(brokerId)) return;
    this.#asked.add(brokerId);
    const question = partitions.slice(0, partitionsPerQuestionMax);
    const wanted = question.map(({ topicId, partition }) => ({ topicId, partition }));
    this.#options.ask(brokerId, wanted).then(
      (infos) => {
        for (const info of infos) this.#recoveries.get(keyOf(info))?.answers.set(brokerId, { brokerEpoch, info });
        this.#askAgain(brokerId, infos.length < question.length ? retryMs : 0);
      },
      (error: unknown) => {
        this.#options.logger.warn(`Broker ${brokerId} does not tell how far its logs reach; it is asked again.`, {
          brokerId,
          error: String(error),
        });
        this.#askAgain(brokerId, retryMs);
      },
    );
  }

  #askAgain(brokerId: number, delayMs: number): void {
    if (this.#isClosed) return;
    const timer = this.#options.timers.after(delayMs, () => {
      this.#retries.delete(timer);
      this.#asked.delete(brokerId);
      this.#schedule();
    });
    this.#retries.add(timer);
    this.#schedule();
  }

  #elect(elected: readonly Elected[]): void {
    const { term, logger } = this.#options;
    term
      .decide((state) => electLongestLogs(state, elected))
      .then(
        (names) => {
          if (names.length === 0) return;
          logger.warn(
            `No replica of ${names.length} partitions was known to have everything; the longest log of each leads now.`,
            { partitions: names.slice(0, 20).join(',') },
          );
        },
        (error: unknown) => {
          logger.warn('A recovery after unclean restarts was not written; the next controller goes on with it.', {
            error: String(error),
          });
        },
      );
  }

  #awaitDeadline(deadlineMs: number): void {
    const { clock, timers } = this.#options;
    this.#deadline?.cancel();
    const waitMs = deadlineMs - clock.monotonicMs();
    this.#deadline = Number.isFinite(waitMs) && waitMs > 0 ? timers.after(waitMs, () => this.#schedule()) : undefined;
  }
}

/** Responds with the partitions' names. */
function electLongestLogs(state: ControllerState, elected: readonly Elected[]): ControllerResult<string[]> {
  const records: MetadataRecordInput[] = [];
  const names: string[] = [];
  for (const { topicId, partition: partitionId, leader } of elected) {
    const topic = state.image.topicsById.get(topicId);
    const partition = topic?.partitions[partitionId];
    if (topic === undefined || partition === undefined || !needsRecovery(partition)) continue;
    const changed = changePartition(state, { topic, partitionId, partition }, { longestLog: leader });
    if (changed === undefined) continue;
    records.push(changed.record);
    names.push(topicPartitionName({ topic: topic.name, partition: partitionId }));
  }
  return { records, response: names, mayBeSplit: true };
}
