import { BrokerConfig } from '../../config/broker-config';
import { QuorumController } from '../../controller/quorum-controller';
import type { BrokerLifecycle } from '../../interbroker/broker-lifecycle';
import { FreezeGuard } from '../../interbroker/freeze-guard';
import { LocalQuorum } from '../../interbroker/local-quorum';
import { openPeers, type OpenedPeers } from '../../interbroker/open-peers';
import type { MetadataImage } from '../../metadata/metadata-image';
import { MetadataLoader } from '../../metadata/metadata-loader';
import { BrokerListeners } from '../../server/broker-listeners';
import { ClusterMembership } from '../../server/cluster-membership';
import { registrationOf } from '../metadata/controller-fixture';
import { SimClock } from '../sim-clock';
import { SimTransport } from '../sim-transport';
import { noQuorumRequests } from './no-quorum-requests';
import { SharedMetadataLog, type SharedLogView } from './shared-metadata-log';
import { simMachine, type SimMachine } from './sim-machine';

export const secretOfTests = 'a-secret-of-at-least-16-characters';
export const clusterIdOfTests = 'test-cluster';
const heartbeatIntervalMs = 300;
const sessionTimeoutMs = 2000;

/** What the nodes of a test share. */
export class SimNetwork {
  readonly clock = new SimClock();
  readonly transport = new SimTransport();
  readonly log = new SharedMetadataLog();

  /** A machine of its own on this network. */
  machine(seed: number): SimMachine {
    return simMachine(seed, this.clock, this.transport);
  }
}

interface Parts {
  readonly network: SimNetwork;
  readonly nodeId: number;
  readonly machine: SimMachine;
  readonly view: SharedLogView;
  readonly loader: MetadataLoader;
  readonly membership: ClusterMembership;
  readonly listeners: BrokerListeners;
  readonly peers: OpenedPeers;
  readonly freezeGuard: FreezeGuard;
  readonly skipped: { ms: number };
}

/**
 * A node with everything by which brokers know each other, and without logs: its internal listener at port 19090 + id,
 * with the real controller, loader and membership over a metadata log that the nodes share. Nodes 1, 2 and 3 may lead.
 */
export class PeerNode {
  readonly #parts: Parts;
  #lifecycle: BrokerLifecycle | undefined;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static async start(network: SimNetwork, nodeId: number, secret = secretOfTests): Promise<PeerNode> {
    const machine = network.machine(nodeId);
    await machine.fileSystem.replaceFile('/secret', Buffer.from(secret));
    const config = BrokerConfig.parse({
      'node.id': String(nodeId),
      listeners: `PLAINTEXT://localhost:${9090 + nodeId},INTERNAL://localhost:${19_090 + nodeId}`,
      'controller.quorum.voters': [1, 2, 3].map((id) => `${id}@localhost:${19_090 + id}`).join(','),
      'internal.secret.file': '/secret',
    });
    const skipped = { ms: 0 };
    const clock = { nowMs: () => network.clock.nowMs(), monotonicMs: () => network.clock.monotonicMs() + skipped.ms };
    const freezeGuard = new FreezeGuard({ ...machine, clock, sessionTimeoutMs });
    const listeners = await BrokerListeners.bind(machine, config, () => freezeGuard.mayServe());
    const peers = await openPeers(machine, config);
    const view = network.log.view(nodeId);
    const loader = new MetadataLoader(clusterIdOfTests);
    const committedImage = () => loader.image;
    const askReplicaLogInfo = () => Promise.resolve([]);
    const controller = new QuorumController({ config, log: view, platform: machine, committedImage, askReplicaLogInfo });
    const membership = new ClusterMembership({
      ...peers,
      platform: machine,
      nodeId,
      clusterId: clusterIdOfTests,
      metadataLog: view,
      controller,
      quorum: new LocalQuorum({ nodeId, metadataLog: view, service: noQuorumRequests, image: committedImage }),
      quorumService: noQuorumRequests,
      publisher: loader.publisher,
      committedImage,
      freezeGuard,
      sessionTimeoutMs,
    });
    const dispatcher = membership.dispatcher();
    if (dispatcher !== undefined) listeners.servePeers(dispatcher);
    await view.start({
      onCommit: (batches) => loader.onCommit(batches),
      onSnapshot: (snapshot) => loader.onSnapshot(snapshot),
      onLeaderChange: (leader) => {
        membership.onLeaderChange(leader);
      },
    });
    await loader.start();
    return new PeerNode({ network, nodeId, machine, view, loader, membership, listeners, peers, freezeGuard, skipped });
  }

  get channel(): ClusterMembership['channel'] {
    return this.#parts.membership.channel;
  }

  get peers(): OpenedPeers['peers'] {
    return this.#parts.peers.peers;
  }

  /** The metadata this node shows. */
  get image(): MetadataImage {
    return this.#parts.loader.publisher.image;
  }

  get view(): SharedLogView {
    return this.#parts.view;
  }

  get machine(): SimMachine {
    return this.#parts.machine;
  }

  get freezeGuard(): FreezeGuard {
    return this.#parts.freezeGuard;
  }

  /** Registers the node's broker; its client listener is not served. */
  join(incarnation = 'A'): BrokerLifecycle {
    const { membership, nodeId } = this.#parts;
    const listeners = [
      { name: 'PLAINTEXT', host: 'localhost', port: 9090 + nodeId, securityProtocol: 0 },
      { name: 'INTERNAL', host: 'localhost', port: 19_090 + nodeId, securityProtocol: 0 },
    ];
    const registration = { ...registrationOf(nodeId, incarnation), listeners };
    this.#lifecycle = membership.join(registration, heartbeatIntervalMs);
    return this.#lifecycle;
  }

  /** Joins, and resolves when the broker is unfenced. */
  async serve(): Promise<BrokerLifecycle> {
    const lifecycle = this.join();
    await lifecycle.register();
    await this.#parts.loader.publisher.reached(lifecycle.brokerEpoch);
    lifecycle.start();
    lifecycle.readyForClients();
    await lifecycle.unfenced;
    return lifecycle;
  }

  /** The process stands still for so long, by its own clock. */
  freeze(ms: number): void {
    this.#parts.skipped.ms += ms;
  }

  /** The process is gone: its sockets are closed, and nobody listens. */
  async kill(): Promise<void> {
    const { membership, listeners, freezeGuard } = this.#parts;
    membership.close();
    freezeGuard.stop();
    this.#parts.view.hold();
    await listeners.stop({ graceMs: 0 });
  }
}
