import type { KafkaError } from '../../protocol/kafka-error';
import type { TopicPartition } from '../../protocol/topic-partition';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { liveBrokers, type BrokerEndpoint } from './live-brokers';

interface LeaderHint {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** KIP-951: tells clients that came to the wrong leader where to go, and collects the addresses of those leaders. */
export class LeaderHints {
  readonly #broker: Pick<BrokerServices, 'metadata'>;
  readonly #context: RequestContext;
  readonly #endpoints = new Map<number, BrokerEndpoint>();

  constructor(broker: Pick<BrokerServices, 'metadata'>, context: RequestContext) {
    this.#broker = broker;
    this.#context = context;
  }

  /** For errors that a newer view of the metadata would cure; undefined for all others. */
  hint(error: KafkaError | undefined, topicPartition: TopicPartition): LeaderHint | undefined {
    if (error?.errorName !== 'NOT_LEADER_OR_FOLLOWER' && error?.errorName !== 'FENCED_LEADER_EPOCH') return undefined;
    const { image } = this.#broker.metadata;
    const partition = image.topicsByName.get(topicPartition.topic)?.partitions[topicPartition.partition];
    const endpoint = liveBrokers(image, this.#context.connection.listenerName).get(partition?.leader ?? -1);
    if (partition === undefined || endpoint === undefined) return undefined;
    this.#endpoints.set(endpoint.nodeId, endpoint);
    return { leaderId: partition.leader, leaderEpoch: partition.leaderEpoch };
  }

  /** Addresses of every leader hinted at so far. */
  get nodeEndpoints(): BrokerEndpoint[] {
    return [...this.#endpoints.values()];
  }
}
