import type { BrokerController } from '../controller/controller';
import type { MetadataPublisher } from '../metadata/metadata-publisher';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import { errorCodes, errorName, type ErrorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { BrokerHeartbeatResponse } from '../protocol/messages/broker-heartbeat';
import type { BrokerRegistrationRequest } from '../protocol/messages/broker-registration';
import type { FreezeGuard } from './freeze-guard';
import type { ProducerIdBlock } from './producer-id-manager';

/** How often a broker that waits to be let go asks again: it leads nothing any more within moments. */
const shutDownIntervalMs = 50;
/** Pause before a registration that was refused is tried again. */
const registrationPauseMs = 100;
/** How often the same failure is put into words. */
const complaintIntervalMs = 10_000;

/** What no waiting mends. */
const fatalNames: ReadonlySet<ErrorName> = new Set([
  'INCONSISTENT_CLUSTER_ID',
  'INVALID_REGISTRATION',
  'UNSUPPORTED_VERSION',
  'CLUSTER_AUTHORIZATION_FAILED',
]);
/** The controller does not know this registration, or no longer. */
const unregisteredCodes: ReadonlySet<number> = new Set([errorCodes.STALE_BROKER_EPOCH, errorCodes.BROKER_ID_NOT_REGISTERED]);

interface BrokerLifecycleOptions {
  readonly controller: BrokerController;
  readonly publisher: MetadataPublisher;
  readonly freezeGuard: FreezeGuard;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  /** What this process registers; `previousBrokerEpoch` is that of its clean-shutdown file. */
  readonly registration: BrokerRegistrationRequest;
  readonly heartbeatIntervalMs: number;
}

/**
 * This broker as the controller sees it:
 *
 *   register()         the controller knows this process
 *   start()            keeps its session with heartbeats that ask to stay fenced
 *   readyForClients()  heartbeats ask to be unfenced; `unfenced` resolves when that is so, here and at the controller
 *   shutDown()         heartbeats ask to be let go, until the controller has moved what this broker leads
 *   stop()             no more heartbeats
 *
 * A broker that the controller does not know any more registers again, as the same process with all it has. Each answer
 * to a heartbeat tells the freeze guard, once what the controller knew is known here.
 */
export class BrokerLifecycle {
  /** Resolves when clients may be served. */
  readonly unfenced: Promise<void>;
  /** Resolves, with the reason, when the controller will never have this broker. */
  readonly failed: Promise<Error>;
  readonly #options: BrokerLifecycleOptions;
  #brokerEpoch = -1;
  #isFenced = true;
  #wants: 'fence' | 'serve' | 'shut-down' = 'fence';
  #isStopped = false;
  #complaint = { message: '', atMs: 0 };
  #timer: Timer | undefined;
  #wake: () => void = () => undefined;
  /** Something happened that the next heartbeat is to tell without waiting for its turn. */
  #isUrgent = false;
  #reportUnfenced: () => void = () => undefined;
  #reportFailure: (error: Error) => void = () => undefined;
  #letGo: () => void = () => undefined;

  constructor(options: BrokerLifecycleOptions) {
    this.#options = options;
    this.unfenced = new Promise((resolve) => {
      this.#reportUnfenced = resolve;
    });
    this.failed = new Promise((resolve) => {
      this.#reportFailure = resolve;
    });
    options.freezeGuard.onThaw(() => {
      this.#hurry();
    });
  }

  /** Of the registration in force; -1 before the first. */
  get brokerEpoch(): number {
    return this.#brokerEpoch;
  }

  /** As the controller last said. */
  get isFenced(): boolean {
    return this.#isFenced;
  }

  /** Resolves when the controller has this broker. Rejects when it never will, and when the broker stops before. */
  async register(): Promise<void> {
    const { brokerId, previousBrokerEpoch } = this.#options.registration;
    await this.#register(previousBrokerEpoch);
    if (this.#brokerEpoch >= 0) return;
    throw new KafkaError('BROKER_NOT_AVAILABLE', `Broker ${brokerId} stopped before it was registered.`);
  }

  /** Keeps the session from here on. */
  start(): void {
    void this.#keepSession();
  }

  /** Somebody else leads the quorum now, and has to hear of this broker. */
  onLeaderChange(): void {
    this.#hurry();
  }

  readyForClients(): void {
    if (this.#wants === 'fence') this.#wants = 'serve';
    this.#hurry();
  }

  /** Resolves to whether the controller has let this broker go within the time. */
  shutDown(options: { readonly timeoutMs: number }): Promise<boolean> {
    this.#wants = 'shut-down';
    this.#hurry();
    return new Promise((resolve) => {
      const timer = this.#options.timers.after(options.timeoutMs, () => resolve(false));
      this.#letGo = () => {
        timer.cancel();
        resolve(true);
      };
    });
  }

  stop(): void {
    this.#isStopped = true;
    this.#hurry();
  }

  async allocateProducerIds(): Promise<ProducerIdBlock> {
    const { controller, registration } = this.#options;
    const request = { brokerId: registration.brokerId, brokerEpoch: this.#brokerEpoch };
    const { errorCode, producerIdStart, producerIdLen } = await controller.allocateProducerIds(request);
    if (errorCode !== errorCodes.NONE) {
      throw new KafkaError(errorName(errorCode), 'The controller gave this broker no producer ids.');
    }
    return { firstId: producerIdStart, length: producerIdLen };
  }

  /** Until it is done, or can never be. */
  async #register(previousBrokerEpoch: number): Promise<void> {
    const { controller, registration } = this.#options;
    while (!this.#isStopped) {
      const response = await this.#answerOf(() => controller.registerBroker({ ...registration, previousBrokerEpoch }));
      if (response?.errorCode === errorCodes.NONE) {
        this.#brokerEpoch = response.brokerEpoch ?? -1;
        this.#isFenced = true;
        return;
      }
      if (response !== undefined) this.#complain(`The controller refuses the registration: ${errorName(response.errorCode)}.`);
      if (response !== undefined && fatalNames.has(errorName(response.errorCode))) {
        throw new KafkaError(
          errorName(response.errorCode),
          `The controller refuses to register broker ${registration.brokerId} (${errorName(response.errorCode)}).`,
        );
      }
      await this.#wait(registrationPauseMs);
    }
  }

  async #keepSession(): Promise<void> {
    const { clock, heartbeatIntervalMs } = this.#options;
    try {
      while (!this.#isStopped) {
        const startedMs = clock.monotonicMs();
        await this.#heartbeat();
        const intervalMs = this.#wants === 'shut-down' ? shutDownIntervalMs : heartbeatIntervalMs;
        await this.#wait(Math.max(0, intervalMs - (clock.monotonicMs() - startedMs)));
      }
    } catch (error) {
      this.#reportFailure(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #heartbeat(): Promise<void> {
    const { controller, registration, publisher, freezeGuard } = this.#options;
    const ticket = freezeGuard.ticket();
    const response = await this.#answerOf(() =>
      controller.brokerHeartbeat({
        brokerId: registration.brokerId,
        brokerEpoch: this.#brokerEpoch,
        currentMetadataOffset: publisher.image.offset,
        wantFence: this.#wants === 'fence',
        wantShutDown: this.#wants === 'shut-down',
        offlineLogDirs: [],
        cordonedLogDirs: null,
      }),
    );
    if (response === undefined) return;
    if (unregisteredCodes.has(response.errorCode)) {
      this.#complain(`The controller does not know this registration (${errorName(response.errorCode)}); it is made again.`);
      await this.#register(this.#brokerEpoch);
      return;
    }
    if (response.errorCode !== errorCodes.NONE) {
      this.#complain(`The controller refuses a heartbeat: ${errorName(response.errorCode)}.`);
      return;
    }
    this.#isFenced = response.isFenced ?? true;
    if (response.shouldShutDown) this.#letGo();
    void this.#whenShown(response).then(() => {
      freezeGuard.confirm(ticket);
      if (response.isFenced === false) this.#reportUnfenced();
    });
  }

  /** Resolves when this broker knows what the controller knew when it answered. */
  async #whenShown({ metadataOffset = -1 }: BrokerHeartbeatResponse): Promise<void> {
    try {
      await this.#options.publisher.reached(metadataOffset);
    } catch {
      // The metadata cannot be followed any more, for which the broker stops; what hangs on it never happens.
      return new Promise(() => undefined);
    }
  }

  /** Undefined when the controller did not answer. */
  async #answerOf<Response>(ask: () => Promise<Response>): Promise<Response | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (!this.#isStopped) this.#complain(error.message);
      return undefined;
    }
  }

  #complain(message: string): void {
    const { clock, logger, registration } = this.#options;
    const nowMs = clock.monotonicMs();
    if (message === this.#complaint.message && nowMs - this.#complaint.atMs < complaintIntervalMs) return;
    this.#complaint = { message, atMs: nowMs };
    logger.warn(message, { brokerId: registration.brokerId });
  }

  #hurry(): void {
    this.#isUrgent = true;
    this.#wake();
  }

  #wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        this.#timer?.cancel();
        this.#isUrgent = false;
        this.#wake = () => undefined;
        resolve();
      };
      if (this.#isUrgent || this.#isStopped) {
        end();
        return;
      }
      this.#wake = end;
      this.#timer = this.#options.timers.after(delayMs, end);
    });
  }
}
