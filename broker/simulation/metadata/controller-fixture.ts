import { BrokerConfig } from '../../config/broker-config';
import type { ControllerPlatform } from '../../controller/active-controller';
import type { MetadataLog } from '../../controller/metadata-log';
import { QuorumController } from '../../controller/quorum-controller';
import type { AskReplicaLogInfo } from '../../controller/unclean-recovery';
import { registrationFeatures } from '../../metadata/features';
import type { MetadataImage } from '../../metadata/metadata-image';
import { MetadataLoader } from '../../metadata/metadata-loader';
import type { MetadataLogListener } from '../../metadata/metadata-log-listener';
import type { Logger } from '../../platform/logger';
import type { BrokerHeartbeatRequest } from '../../protocol/messages/broker-heartbeat';
import type { BrokerRegistrationRequest } from '../../protocol/messages/broker-registration';
import type { CreateTopicsRequest } from '../../protocol/messages/create-topics';
import type { Uuid } from '../../protocol/primitives/uuid';
import { SimClock } from '../sim-clock';
import { SimRandom } from '../sim-random';
import { MemoryMetadataLog } from './memory-metadata-log';

const clusterId = 'test-cluster';

/** A controller with the loader that follows the same log. */
export class LoadedController extends QuorumController {
  readonly loader: MetadataLoader;

  constructor(options: {
    config: BrokerConfig;
    log: MetadataLog;
    platform: ControllerPlatform;
    askReplicaLogInfo?: AskReplicaLogInfo;
  }) {
    const loader = new MetadataLoader(clusterId);
    super({ askReplicaLogInfo: () => Promise.resolve([]), ...options, committedImage: () => loader.image });
    this.loader = loader;
  }

  /** Registers a broker that was not known, or that stopped uncleanly, and unfences it. Resolves to its broker epoch. */
  async join(brokerId: number, registration: Partial<BrokerRegistrationRequest> = {}): Promise<number> {
    const { brokerEpoch = -1 } = await this.registerBroker({ ...registrationOf(brokerId), ...registration });
    await this.brokerHeartbeat(heartbeatOf(brokerId, brokerEpoch));
    return brokerEpoch;
  }

  /** The committed metadata. */
  get image(): MetadataImage {
    return this.loader.image;
  }

  get listener(): MetadataLogListener {
    return {
      onCommit: (batches) => this.loader.onCommit(batches),
      onSnapshot: (snapshot) => this.loader.onSnapshot(snapshot),
      onLeaderChange: (leader) => {
        this.onLeaderChange(leader);
      },
    };
  }
}

/** A controller over a log in memory, started, with `brokers` registered and unfenced. */
export async function startController({
  brokers = [1],
  properties = {},
  log = new MemoryMetadataLog(),
  clock = new SimClock(),
  logger = silentLogger,
  askReplicaLogInfo = () => Promise.resolve([]),
}: {
  brokers?: readonly number[];
  properties?: Record<string, string>;
  log?: MemoryMetadataLog;
  clock?: SimClock;
  logger?: Logger;
  askReplicaLogInfo?: AskReplicaLogInfo;
} = {}) {
  const config = BrokerConfig.parse({ 'node.id': '1', ...properties });
  const platform = { clock, timers: clock, random: new SimRandom(7), logger };
  const controller = new LoadedController({ config, log, platform, askReplicaLogInfo });
  await log.start(controller.listener);
  for (const brokerId of brokers) await controller.join(brokerId);
  await controller.loader.start();
  return { controller, log, clock };
}

const nothing = (): void => undefined;
export const silentLogger: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A 22-character id that begins as told. */
export function testUuid(start: string, number: number): Uuid {
  return `${start}${String(number).padStart(21 - start.length, 'A')}A`;
}

export function registrationOf(brokerId: number, incarnation = 'A'): BrokerRegistrationRequest {
  return {
    brokerId,
    clusterId,
    incarnationId: testUuid(incarnation, brokerId),
    listeners: [{ name: 'PLAINTEXT', host: 'localhost', port: 9091 + brokerId, securityProtocol: 0 }],
    features: registrationFeatures(),
    rack: null,
    isMigratingZkBroker: false,
    logDirs: [testUuid('D', brokerId)],
    previousBrokerEpoch: -1,
  };
}

/** Of a broker that is ready and knows the metadata up to its registration. */
export function heartbeatOf(
  brokerId: number,
  brokerEpoch: number,
  request: Partial<BrokerHeartbeatRequest> = {},
): BrokerHeartbeatRequest {
  return {
    brokerId,
    brokerEpoch,
    currentMetadataOffset: brokerEpoch,
    wantFence: false,
    wantShutDown: false,
    offlineLogDirs: [],
    cordonedLogDirs: null,
    ...request,
  };
}

type RequestedTopic = CreateTopicsRequest['topics'][number];

export function topicsRequest(
  topics: readonly (Partial<RequestedTopic> & { name: string })[],
  validateOnly = false,
): CreateTopicsRequest {
  return {
    topics: topics.map((topic) => ({ numPartitions: 1, replicationFactor: 1, assignments: [], configs: [], ...topic })),
    timeoutMs: 60_000,
    validateOnly,
  };
}
