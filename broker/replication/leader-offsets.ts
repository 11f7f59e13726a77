import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { listOffsetsApi } from '../protocol/messages/list-offsets';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import type { Peers } from './peers';

interface LeaderOffsetsOptions {
  readonly peers: Peers;
  readonly leaderId: number;
  readonly localId: number;
  readonly lane: string;
  readonly timeoutMs: () => number;
}

const latest = -1;
const earliest = -2;

/** Asks a leader where its log of a partition begins and ends. Rejects with a KafkaError. */
export class LeaderOffsets {
  readonly #options: LeaderOffsetsOptions;

  constructor(options: LeaderOffsetsOptions) {
    this.#options = options;
  }

  /** The log end offset: a follower may know more than what is committed. */
  latest(topicPartition: TopicPartition, leaderEpoch: number): Promise<number> {
    return this.#ask(topicPartition, leaderEpoch, latest);
  }

  earliest(topicPartition: TopicPartition, leaderEpoch: number): Promise<number> {
    return this.#ask(topicPartition, leaderEpoch, earliest);
  }

  async #ask({ topic, partition }: TopicPartition, currentLeaderEpoch: number, timestamp: number): Promise<number> {
    const { peers, leaderId, localId, lane, timeoutMs } = this.#options;
    const request = {
      replicaId: localId,
      isolationLevel: 0,
      topics: [{ name: topic, partitions: [{ partitionIndex: partition, currentLeaderEpoch, timestamp }] }],
    };
    const response = await peers.request(leaderId, lane, listOffsetsApi, request, { timeoutMs: timeoutMs() });
    const found = response.topics[0]?.partitions[0];
    if (found?.errorCode === 0) return found.offset;
    const name = found === undefined ? 'UNKNOWN_SERVER_ERROR' : errorName(found.errorCode);
    throw new KafkaError(name, `Broker ${leaderId} did not say where ${topicPartitionName({ topic, partition })} is.`);
  }
}
