import { errorCodes } from '../../protocol/error-codes';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import type { Uuid } from '../../protocol/primitives/uuid';
import type { FetchTarget } from '../../replication/fetch-target';

type FetchTopics = FetchRequest['topics'];

/** What was found in a partition. */
export type PartitionData = FetchResponse['responses'][number]['partitions'][number];

/** One partition a reader asks for, named as the request names it: by topic, or by topic id. */
export class AskedPartition {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly asked: FetchTopics[number]['partitions'][number];
  /** What it stands for here, once that is known. It lives as long as the reader asks the same. */
  target: FetchTarget | undefined;
  /** The offsets the reader was told last; -1 makes the next answer name the partition. */
  toldHighWatermark = -1;
  toldLogStartOffset = -1;

  constructor(topic: string, topicId: Uuid, asked: FetchTopics[number]['partitions'][number]) {
    this.topic = topic;
    this.topicId = topicId;
    this.asked = asked;
  }
}

export interface AnsweredPartition {
  readonly partition: AskedPartition;
  readonly data: PartitionData;
}

const epochMax = 0x7fff_ffff;

interface FetchSessionOptions {
  readonly id: number;
  readonly usesTopicIds: boolean;
  /** A follower's: it is not given up for a consumer's. */
  readonly isPrivileged: boolean;
  readonly createdMs: number;
}

/**
 * What a reader asks for again and again, kept by the broker so that requests and answers name only what changed
 * (KIP-227). The order of the partitions is that of reading: one that had records goes to the end.
 */
export class FetchSession {
  readonly id: number;
  readonly usesTopicIds: boolean;
  readonly isPrivileged: boolean;
  readonly createdMs: number;
  lastUsedMs: number;
  /** Of the request that may come next. */
  #epoch = 1;
  readonly #partitions = new Map<string, AskedPartition>();

  constructor(options: FetchSessionOptions) {
    this.id = options.id;
    this.usesTopicIds = options.usesTopicIds;
    this.isPrivileged = options.isPrivileged;
    this.createdMs = options.createdMs;
    this.lastUsedMs = options.createdMs;
  }

  get epoch(): number {
    return this.#epoch;
  }

  get size(): number {
    return this.#partitions.size;
  }

  get partitions(): readonly AskedPartition[] {
    return [...this.#partitions.values()];
  }

  /** Takes in a request that continues the session. */
  advance({ topics, forgottenTopicsData }: Pick<FetchRequest, 'topics' | 'forgottenTopicsData'>): void {
    this.#epoch = this.#epoch === epochMax ? 1 : this.#epoch + 1;
    for (const { topic, topicId, partitions } of forgottenTopicsData) {
      for (const partition of partitions) this.#partitions.delete(this.#key(topic, topicId, partition));
    }
    this.add(askedPartitions(topics));
  }

  add(partitions: readonly AskedPartition[]): void {
    for (const partition of partitions) {
      const key = this.#keyOf(partition);
      const told = knownBy(partition) ?? this.#partitions.get(key);
      if (told !== undefined) {
        partition.toldHighWatermark = told.toldHighWatermark;
        partition.toldLogStartOffset = told.toldLogStartOffset;
      }
      this.#partitions.set(key, partition);
    }
  }

  /** Notes what the reader is told; gives back those answers that tell it something new. */
  tell(answers: readonly AnsweredPartition[]): AnsweredPartition[] {
    return answers.filter((answer) => this.#tell(answer));
  }

  #tell({ partition, data }: AnsweredPartition): boolean {
    const { highWatermark, logStartOffset = -1, records, errorCode, preferredReadReplica = -1, divergingEpoch } = data;
    const hasRecords = records !== null && records.length > 0;
    const isFailed = errorCode !== errorCodes.NONE;
    const isChanged = partition.toldHighWatermark !== highWatermark || partition.toldLogStartOffset !== logStartOffset;
    partition.toldHighWatermark = isFailed ? -1 : highWatermark;
    partition.toldLogStartOffset = logStartOffset;
    if (hasRecords) this.#moveToEnd(partition);
    return isChanged || hasRecords || isFailed || preferredReadReplica >= 0 || divergingEpoch !== undefined;
  }

  #moveToEnd(partition: AskedPartition): void {
    const key = this.#keyOf(partition);
    if (this.#partitions.get(key) !== partition) return;
    this.#partitions.delete(key);
    this.#partitions.set(key, partition);
  }

  #keyOf({ topic, topicId, asked }: AskedPartition): string {
    return this.#key(topic, topicId, asked.partition);
  }

  #key(topic: string, topicId: Uuid, partition: number): string {
    return `${this.usesTopicIds ? topicId : topic} ${partition}`;
  }
}

/** A follower says what it knows, which is less than what it was told when it had no use for an answer. */
function knownBy({ asked }: AskedPartition): Pick<AskedPartition, 'toldHighWatermark' | 'toldLogStartOffset'> | undefined {
  if (asked.highWatermark === Number.MAX_SAFE_INTEGER) return undefined;
  return { toldHighWatermark: asked.highWatermark, toldLogStartOffset: asked.logStartOffset };
}

export function askedPartitions(topics: FetchTopics): AskedPartition[] {
  return topics.flatMap(({ topic, topicId, partitions }) => partitions.map((asked) => new AskedPartition(topic, topicId, asked)));
}
