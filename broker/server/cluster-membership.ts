import type { MetadataLog } from '../controller/metadata-log';
import type { QuorumAdmin } from '../controller/quorum-admin';
import type { QuorumController } from '../controller/quorum-controller';
import { BrokerLifecycle } from '../interbroker/broker-lifecycle';
import { BrokerWatch } from '../interbroker/broker-watch';
import { ControllerChannel } from '../interbroker/controller-channel';
import type { FreezeGuard } from '../interbroker/freeze-guard';
import type { QuorumRequests } from '../interbroker/quorum/quorum-service';
import type { OpenedPeers } from '../interbroker/open-peers';
import type { MetadataImage } from '../metadata/metadata-image';
import type { LeaderAndEpoch } from '../metadata/metadata-log-listener';
import type { MetadataPublisher } from '../metadata/metadata-publisher';
import type { FrameHandler } from '../network/frame-handler';
import type { Platform } from '../platform/platform';
import type { BrokerRegistrationRequest } from '../protocol/messages/broker-registration';
import type { BrokerServices } from './broker-services';
import { internalDispatcher } from './internal-dispatcher';
import { PeerAuthenticator } from './peer-authenticator';

interface ClusterMembershipOptions extends OpenedPeers {
  readonly platform: Platform;
  readonly nodeId: number;
  readonly clusterId: string;
  readonly metadataLog: MetadataLog;
  readonly controller: QuorumController;
  readonly quorum: QuorumAdmin;
  readonly quorumService: QuorumRequests;
  readonly publisher: MetadataPublisher;
  /** The metadata as far as the log was delivered to this node, published or not. */
  readonly committedImage: () => MetadataImage;
  readonly freezeGuard: FreezeGuard;
  /** `broker.session.timeout.ms` */
  readonly sessionTimeoutMs: number;
}

/**
 * What this node is to the others and they to it: the way to the controller, the listener of the brokers, and the watch
 * over them while this node is the controller. To be told of every change of the quorum's leader before anybody else.
 */
export class ClusterMembership {
  readonly channel: ControllerChannel;
  readonly #options: ClusterMembershipOptions;
  readonly #brokerWatch: BrokerWatch;
  #broker: BrokerServices | undefined;
  #lifecycle: BrokerLifecycle | undefined;

  constructor(options: ClusterMembershipOptions) {
    this.#options = options;
    const { platform, publisher, freezeGuard, addressBook, peers, committedImage } = options;
    this.channel = new ControllerChannel({ ...options, ...platform });
    this.#brokerWatch = new BrokerWatch({ ...options, ...platform, image: committedImage });
    addressBook.follow(committedImage);
    publisher.subscribe(() => {
      peers.onAddressesChanged();
      return Promise.resolve();
    });
    freezeGuard.onThaw(() => {
      this.#resign();
    });
  }

  /** What stands behind the internal listener; undefined on a node without one. */
  dispatcher(): FrameHandler | undefined {
    const { platform, nodeId, clusterId, secret, metadataLog, controller, quorum, quorumService, publisher, freezeGuard } =
      this.#options;
    if (secret === undefined) return undefined;
    const broker = (): BrokerServices | undefined => this.#broker;
    return internalDispatcher({
      nodeId,
      platform,
      metadata: publisher,
      metadataLog,
      controller,
      quorum,
      quorumService,
      freezeGuard,
      peerAuthenticator: new PeerAuthenticator({ ...platform, clusterId, secret }),
      brokerWatch: this.#brokerWatch,
      get broker() {
        return broker();
      },
    });
  }

  onLeaderChange(leader: LeaderAndEpoch): void {
    this.#options.controller.onLeaderChange(leader);
    this.#brokerWatch.onLeaderChange(leader);
    this.channel.onLeaderChange();
    this.#lifecycle?.onLeaderChange();
  }

  /** The logs are open: other brokers may replicate from here. */
  serve(broker: BrokerServices): void {
    this.#broker = broker;
  }

  /** This broker's life in the cluster, to be started. */
  join(registration: BrokerRegistrationRequest, heartbeatIntervalMs: number): BrokerLifecycle {
    const { platform, publisher, freezeGuard } = this.#options;
    this.#lifecycle = new BrokerLifecycle({
      ...platform,
      controller: this.channel,
      publisher,
      freezeGuard,
      registration,
      heartbeatIntervalMs,
    });
    return this.#lifecycle;
  }

  /** Of this broker's registration; -1 before it. */
  get brokerEpoch(): number {
    return this.#lifecycle?.brokerEpoch ?? -1;
  }

  /** Whether there is anybody to hand leaderships over to. */
  get hasOthers(): boolean {
    const { publisher, nodeId } = this.#options;
    return [...publisher.image.brokers.values()].some(({ id, fenced }) => id !== nodeId && !fenced);
  }

  close(): void {
    this.#lifecycle?.stop();
    this.#brokerWatch.stop();
    this.channel.close();
    this.#options.controller.close();
    this.#options.peers.close();
  }

  /** A leader that was frozen has been replaced by now, and must not answer its own heartbeats. */
  #resign(): void {
    const { metadataLog, nodeId } = this.#options;
    const { leader } = metadataLog;
    if (leader.leaderId === nodeId && metadataLog.status().voters.length > 1) metadataLog.resign(leader.epoch);
  }
}
