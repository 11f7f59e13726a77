import type { BrokerConfig } from '../config/broker-config';
import type { Controller } from '../controller/controller';
import type { Timers } from '../platform/timers';
import { errorCodes, errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { consumerOffsetsTopic, internalTopicConfigs } from './internal-topics';

/** How long a client's answer is held for a topic's first leader. Kafka answers with an error at once, which clients print. */
const holdMsMax = 1000;

interface AutoTopicCreationOptions {
  readonly controller: Controller;
  readonly config: () => BrokerConfig;
  readonly timers: Timers;
}

/** Creates topics on first use; callers who want the same topic at the same time share one attempt. */
export class AutoTopicCreation {
  readonly #options: AutoTopicCreationOptions;
  readonly #attempts = new Map<string, Promise<void>>();

  constructor(options: AutoTopicCreationOptions) {
    this.#options = options;
  }

  /** Resolves when the topic exists and has leaders; rejects with a KafkaError when it cannot be created, or not in time. */
  create(topic: string): Promise<void> {
    const running = this.#attempts.get(topic);
    if (running !== undefined) return this.#held(topic, running);
    const attempt = this.#create(topic).finally(() => this.#attempts.delete(topic));
    this.#attempts.set(topic, attempt);
    return this.#held(topic, attempt);
  }

  #held(topic: string, attempt: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#options.timers.after(holdMsMax, () => {
        reject(new KafkaError('LEADER_NOT_AVAILABLE', `Topic ${topic} is being created.`));
      });
      attempt.then(resolve, reject).finally(() => {
        timer.cancel();
      });
    });
  }

  async #create(topic: string): Promise<void> {
    const { controller } = this.#options;
    const config = this.#options.config();
    const isOffsets = topic === consumerOffsetsTopic;
    const response = await controller.createTopics({
      topics: [
        {
          name: topic,
          numPartitions: isOffsets ? config.values['offsets.topic.num.partitions'] : -1,
          replicationFactor: isOffsets ? config.values['offsets.topic.replication.factor'] : -1,
          assignments: [],
          configs: internalTopicConfigs(topic, config),
        },
      ],
      timeoutMs: holdMsMax,
      validateOnly: false,
    });
    const result = response.topics[0];
    if (result === undefined || result.errorCode === errorCodes.NONE || result.errorCode === errorCodes.TOPIC_ALREADY_EXISTS)
      return;
    throw new KafkaError(errorName(result.errorCode), result.errorMessage ?? `Topic ${topic} could not be created.`);
  }
}
