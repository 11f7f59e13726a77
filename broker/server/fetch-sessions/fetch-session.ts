import { errorCodes } from '../../protocol/error-codes';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import type { Uuid } from '../../protocol/primitives/uuid';

type FetchTopics = FetchRequest['topics'];

/** One partition a reader asks for, named as the request names it: by topic, or by topic id. */
export interface AskedPartition {
  readonly topic: string;
  readonly topicId: Uuid;
  readonly asked: FetchTopics[number]['partitions'][number];
}

/** What was found in it. */
export type PartitionData = FetchResponse['responses'][number]['partitions'][number];

export interface AnsweredPartition extends AskedPartition {
  readonly data: PartitionData;
}

interface SessionPartition extends AskedPartition {
  /** The offsets the reader was told last; -1 makes the next answer name the partition. */
  toldHighWatermark: number;
  toldLogStartOffset: number;
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
  readonly #partitions = new Map<string, SessionPartition>();

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
    this.add(topics);
  }

  add(topics: FetchTopics): void {
    for (const each of askedPartitions(topics)) {
      const key = this.#key(each.topic, each.topicId, each.asked.partition);
      const told = knownBy(each) ?? this.#partitions.get(key) ?? nothingKnown;
      const { toldHighWatermark, toldLogStartOffset } = told;
      this.#partitions.set(key, { ...each, toldHighWatermark, toldLogStartOffset });
    }
  }

  /** Notes what the reader is told of all partitions. */
  tellAll(answers: readonly AnsweredPartition[]): void {
    for (const answer of answers) this.#tell(answer);
  }

  /** Those that have to be in an answer that names only what changed; notes that the reader is told. */
  tellChanges(answers: readonly AnsweredPartition[]): AnsweredPartition[] {
    return answers.filter((answer) => this.#tell(answer));
  }

  #tell({ topic, topicId, data }: AnsweredPartition): boolean {
    const key = this.#key(topic, topicId, data.partitionIndex);
    const session = this.#partitions.get(key);
    if (session === undefined) return true;
    const { highWatermark, logStartOffset = -1, records, errorCode, preferredReadReplica = -1, divergingEpoch } = data;
    const hasRecords = records !== null && records.length > 0;
    const isFailed = errorCode !== errorCodes.NONE;
    const isChanged = session.toldHighWatermark !== highWatermark || session.toldLogStartOffset !== logStartOffset;
    session.toldHighWatermark = isFailed ? -1 : highWatermark;
    session.toldLogStartOffset = logStartOffset;
    if (hasRecords) {
      this.#partitions.delete(key);
      this.#partitions.set(key, session);
    }
    return isChanged || hasRecords || isFailed || preferredReadReplica >= 0 || divergingEpoch !== undefined;
  }

  #key(topic: string, topicId: Uuid, partition: number): string {
    return `${this.usesTopicIds ? topicId : topic} ${partition}`;
  }
}

const nothingKnown = { toldHighWatermark: -1, toldLogStartOffset: -1 };

/** A follower says what it knows, which is less than what it was told when it had no use for an answer. */
function knownBy({ asked }: AskedPartition): typeof nothingKnown | undefined {
  if (asked.highWatermark === Number.MAX_SAFE_INTEGER) return undefined;
  return { toldHighWatermark: asked.highWatermark, toldLogStartOffset: asked.logStartOffset };
}

export function askedPartitions(topics: FetchTopics): AskedPartition[] {
  return topics.flatMap(({ topic, topicId, partitions }) => partitions.map((asked) => ({ topic, topicId, asked })));
}
