import type { BrokerConfig } from '../config/broker-config';
import { supportedFeatures } from '../metadata/features';
import type { MetadataImage } from '../metadata/metadata-image';
import type { Platform } from '../platform/platform';
import { KafkaError } from '../protocol/kafka-error';
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from '../protocol/messages/broker-heartbeat';
import type { BrokerRegistrationRequest, BrokerRegistrationResponse } from '../protocol/messages/broker-registration';
import { brokerHeartbeat } from './broker-heartbeat';
import { BrokerSessions } from './broker-sessions';
import type { ControllerResult, ControllerState } from './controller-result';
import { ControllerTerm } from './controller-term';
import { fenceBroker } from './fence-broker';
import type { MetadataLog } from './metadata-log';
import { changePartitions } from './partition-changes';
import { registerBroker } from './register-broker';
import { RollCall } from './roll-call';
import { TermUpkeep } from './term-upkeep';
import { UncleanRecovery, type AskReplicaLogInfo } from './unclean-recovery';

export type ControllerPlatform = Pick<Platform, 'clock' | 'timers' | 'random' | 'logger'>;

interface ActiveControllerOptions {
  readonly epoch: number;
  /** What is committed when the term begins. */
  readonly image: MetadataImage;
  readonly config: BrokerConfig;
  readonly log: MetadataLog;
  readonly platform: ControllerPlatform;
  readonly askReplicaLogInfo: AskReplicaLogInfo;
  /** Nothing more can be decided in this term. */
  readonly onFailure: () => void;
}

/** The controller while it leads the quorum: its decisions, what it knows of brokers beside the metadata, and its own work. */
export class ActiveController {
  readonly #options: ActiveControllerOptions;
  readonly #term: ControllerTerm;
  readonly #sessions: BrokerSessions;
  readonly #rollCall: RollCall;
  readonly #recovery: UncleanRecovery;
  readonly #upkeep: TermUpkeep;

  constructor(options: ActiveControllerOptions) {
    this.#options = options;
    const { image, config, platform, askReplicaLogInfo } = options;
    const { clock, timers, logger } = platform;
    const { values } = config;
    this.#term = new ControllerTerm({ ...options, ...platform, onChange: (delta) => this.#recovery.onChange(delta) });
    const term = this.#term;
    this.#sessions = new BrokerSessions({ clock, timeoutMs: values['broker.session.timeout.ms'], image });
    const alive = [...image.brokers.values()].filter(({ fenced }) => !fenced);
    this.#rollCall = new RollCall(
      alive.map(({ id }) => id),
      timers,
    );
    this.#recovery = new UncleanRecovery({
      term,
      ask: askReplicaLogInfo,
      timeoutMs: values['unclean.recovery.timeout.ms'],
      clock,
      timers,
      logger,
    });
    this.#upkeep = new TermUpkeep({
      term,
      sessions: this.#sessions,
      fence: (brokerId, reason) => this.fence(brokerId, reason),
      onFailure: this.#fail,
      config,
      clock,
      timers,
    });
    this.#begin();
  }

  get epoch(): number {
    return this.#options.epoch;
  }

  decide<Response>(handler: (state: ControllerState) => ControllerResult<Response>): Promise<Response> {
    return this.#term.decide(handler);
  }

  async registerBroker(request: BrokerRegistrationRequest): Promise<BrokerRegistrationResponse> {
    this.#rollCall.accountFor(request.brokerId);
    await this.#rollCall.over;
    return this.#term.decide((state) => registerBroker(state, request, (id) => this.#sessions.isConnected(id)));
  }

  async brokerHeartbeat(request: BrokerHeartbeatRequest): Promise<BrokerHeartbeatResponse> {
    const { brokerId, brokerEpoch, currentMetadataOffset } = request;
    return this.#term.decide((state) => {
      const isHandedOver = (): boolean => this.#sessions.isHandedOver(state.image, brokerId);
      const result = brokerHeartbeat(state, request, isHandedOver);
      this.#sessions.heartbeat(brokerId, brokerEpoch, currentMetadataOffset);
      this.#rollCall.accountFor(brokerId);
      if (result.records.length > 0) this.#afterTransition(request, state, result);
      return result;
    });
  }

  /** Does nothing if the broker is fenced, or registered again since. */
  async fence(brokerId: number, reason: string, brokerEpoch?: number): Promise<void> {
    this.#rollCall.accountFor(brokerId);
    await this.#term.decide((state) => {
      const broker = state.image.brokers.get(brokerId);
      if (broker === undefined || broker.fenced || (brokerEpoch ?? broker.epoch) !== broker.epoch)
        return { records: [], response: undefined };
      this.#options.platform.logger.info(`Broker ${brokerId} is fenced: ${reason}.`, { brokerId });
      return { records: fenceBroker(state, broker), response: undefined, mayBeSplit: true };
    });
  }

  brokerDisconnected(brokerId: number, brokerEpoch: number): void {
    this.#sessions.disconnected(brokerId, brokerEpoch);
  }

  end(): void {
    this.#term.end();
    this.#rollCall.close();
    this.#upkeep.stop();
    this.#recovery.close();
  }

  /** A new cluster is given its features; an old one leaders where the controller before did not get to it. */
  #begin(): void {
    const { image } = this.#term;
    const decided =
      image.features.size === 0
        ? this.decide(() => ({ records: initialFeatures(), response: undefined }))
        : this.decide((state) => ({ records: electLeaderless(state), response: undefined, mayBeSplit: true }));
    decided.catch(this.#fail);
  }

  /** For failures of what nobody asked for. A term that is over is none. */
  readonly #fail = (error: unknown): void => {
    if (error instanceof KafkaError && error.errorName === 'NOT_CONTROLLER') return;
    const { platform, onFailure } = this.#options;
    platform.logger.error('The controller cannot go on and leaves it to another one.', { error: String(error) });
    onFailure();
  };

  #afterTransition(
    { brokerId, wantShutDown }: BrokerHeartbeatRequest,
    { nextOffset }: ControllerState,
    { records, response }: ControllerResult<BrokerHeartbeatResponse>,
  ): void {
    const isFenced = response.isFenced ?? true;
    const reason = wantShutDown ? 'it stops' : 'it asked for it';
    const happened = isFenced ? `is fenced: ${reason}` : wantShutDown ? 'hands over what it leads and stops' : 'is unfenced';
    this.#options.platform.logger.info(`Broker ${brokerId} ${happened}.`, { brokerId });
    if (!isFenced && wantShutDown) this.#sessions.shutdownBegan(brokerId, nextOffset + records.length - 1);
    // The image is the new one only after the handler.
    void Promise.resolve().then(() => this.#upkeep.watchSessions());
  }
}

function electLeaderless(state: ControllerState): ControllerResult<undefined>['records'] {
  return changePartitions(state, ({ partition }) => (partition.leader === -1 ? {} : undefined));
}

function initialFeatures(): ControllerResult<undefined>['records'] {
  return [...supportedFeatures]
    .filter(([, { initialLevel }]) => initialLevel > 0)
    .map(([name, { initialLevel }]) => ({ type: 'FeatureLevel', value: { name, featureLevel: initialLevel } }));
}
