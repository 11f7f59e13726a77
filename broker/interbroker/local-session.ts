import type { BrokerController } from '../controller/controller';
import type { MetadataPublisher } from '../metadata/metadata-publisher';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import { errorCodes, errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { BrokerRegistrationRequest } from '../protocol/messages/broker-registration';
import type { ProducerIdBlock } from './producer-id-manager';

interface LocalSessionOptions {
  readonly controller: BrokerController;
  readonly publisher: MetadataPublisher;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** The session of a broker with the controller in its own process. */
export class LocalSession {
  readonly #options: LocalSessionOptions;
  #process = { brokerId: -1, brokerEpoch: -1 };
  #timer: Timer | undefined;
  #isStopped = false;

  constructor(options: LocalSessionOptions) {
    this.#options = options;
  }

  /** Resolves to the broker epoch, when this broker's own metadata has the registration. */
  async register(request: BrokerRegistrationRequest): Promise<number> {
    const { controller, publisher } = this.#options;
    const { errorCode, brokerEpoch = -1 } = await controller.registerBroker(request);
    throwIfRefused('registration', errorCode);
    this.#process = { brokerId: request.brokerId, brokerEpoch };
    await publisher.reached(brokerEpoch);
    return brokerEpoch;
  }

  /** Resolves when the broker is unfenced; goes on with a heartbeat every `intervalMs`. */
  async start(intervalMs: number): Promise<void> {
    await this.#heartbeat();
    this.#after(intervalMs);
  }

  async allocateProducerIds(): Promise<ProducerIdBlock> {
    const { errorCode, producerIdStart, producerIdLen } = await this.#options.controller.allocateProducerIds(this.#process);
    throwIfRefused('request for producer ids', errorCode);
    return { firstId: producerIdStart, length: producerIdLen };
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer?.cancel();
  }

  #after(intervalMs: number): void {
    if (this.#isStopped) return;
    this.#timer = this.#options.timers.after(intervalMs, () => {
      this.#heartbeat()
        .catch((error: unknown) => {
          if (!this.#isStopped) this.#options.logger.warn('A heartbeat failed.', { error: String(error) });
        })
        .finally(() => this.#after(intervalMs));
    });
  }

  async #heartbeat(): Promise<void> {
    const { controller, publisher } = this.#options;
    const { errorCode } = await controller.brokerHeartbeat({
      ...this.#process,
      currentMetadataOffset: publisher.image.offset,
      wantFence: false,
      wantShutDown: false,
      offlineLogDirs: [],
      cordonedLogDirs: null,
    });
    throwIfRefused('heartbeat', errorCode);
  }
}

function throwIfRefused(what: string, errorCode: number): void {
  if (errorCode !== errorCodes.NONE) throw new KafkaError(errorName(errorCode), `The controller refuses the ${what}.`);
}
