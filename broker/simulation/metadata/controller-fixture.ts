import { BrokerConfig } from '../../config/broker-config';
import type { MetadataLog } from '../../controller/metadata-log';
import { QuorumController } from '../../controller/quorum-controller';
import type { MetadataImage } from '../../metadata/metadata-image';
import { MetadataLoader } from '../../metadata/metadata-loader';
import type { MetadataLogListener } from '../../metadata/metadata-log-listener';
import type { Random } from '../../platform/random';
import type { CreateTopicsRequest } from '../../protocol/messages/create-topics';
import { SimRandom } from '../sim-random';
import { MemoryMetadataLog } from './memory-metadata-log';

const clusterId = 'test-cluster';

/** A controller with the loader that follows the same log. */
export class LoadedController extends QuorumController {
  readonly loader: MetadataLoader;

  constructor(options: { config: BrokerConfig; log: MetadataLog; random: Random }) {
    const loader = new MetadataLoader(clusterId);
    super({ ...options, committedImage: () => loader.image });
    this.loader = loader;
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
  random = new SimRandom(7),
}: { brokers?: readonly number[]; properties?: Record<string, string>; log?: MemoryMetadataLog; random?: Random } = {}) {
  const config = BrokerConfig.parse({ 'node.id': '1', ...properties });
  const controller = new LoadedController({ config, log, random });
  await log.start(controller.listener);
  for (const brokerId of brokers) {
    const { brokerEpoch } = await controller.registerBroker(registrationOf(brokerId));
    await controller.brokerHeartbeat({ brokerId, brokerEpoch, wantFence: false });
  }
  await controller.loader.start();
  return { controller, log };
}

export function registrationOf(brokerId: number, incarnation = 'A') {
  return {
    brokerId,
    clusterId,
    incarnationId: `${incarnation}${String(brokerId).padStart(20, 'A')}A`,
    directoryIds: [`D${String(brokerId).padStart(20, 'A')}A`],
    listeners: new Map([['PLAINTEXT', { host: 'localhost', port: 9091 + brokerId }]]),
    rack: null,
    previousBrokerEpoch: -1,
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
