import { BrokerConfig } from '../../config/broker-config';
import { logConfigFor } from '../../config/log-config-for';
import { LogManager } from '../../log/log-manager';
import type { UnifiedLog } from '../../log/unified-log';
import { emptyImage, wholeDelta } from '../../metadata/image-draft';
import type { MetadataDelta } from '../../metadata/metadata-delta';
import type { MetadataImage } from '../../metadata/metadata-image';
import { MetadataPublisher } from '../../metadata/metadata-publisher';
import type { ConnectionContext } from '../../network/frame-handler';
import type { Platform } from '../../platform/platform';
import { fetchApi } from '../../protocol/messages/fetch';
import { getReplicaLogInfoApi } from '../../protocol/messages/get-replica-log-info';
import { listOffsetsApi } from '../../protocol/messages/list-offsets';
import { batchesIn } from '../../protocol/records/batches';
import { decodeBatch } from '../../protocol/records/decode-batch';
import type { Partition } from '../../replication/partition';
import { ReplicaManager, type ReplicaManagerOptions } from '../../replication/replica-manager';
import { CurrentConfig } from '../../server/current-config';
import { FetchSessionCache } from '../../server/fetch-sessions/fetch-session-cache';
import { handleFetch, type FetchServices } from '../../server/handlers/fetch';
import { handleGetReplicaLogInfo } from '../../server/handlers/get-replica-log-info';
import { handleListOffsets } from '../../server/handlers/list-offsets';
import type { SimClock } from '../sim-clock';
import { SimFileSystem } from '../sim-file-system';
import { readAll, RecordingLogger } from '../sim-log';
import { SimRandom } from '../sim-random';
import { SimTransport } from '../sim-transport';
import type { DirectNetwork } from './direct-peers';

interface NodeOptions {
  readonly id: number;
  readonly clock: SimClock;
  readonly network: DirectNetwork;
  readonly properties: Readonly<Record<string, string>>;
  readonly alterPartition: ReplicaManagerOptions['alterPartition'];
  /** The disk of an earlier process. */
  readonly fileSystem: SimFileSystem | undefined;
}

interface NodeParts {
  readonly logManager: LogManager;
  readonly publisher: MetadataPublisher;
  readonly replicaManager: ReplicaManager;
}

const directory = '/data/broker';

/** One broker's process as far as it replicates: its logs, its replicas, and what it answers its peers. */
export class ReplicaNode {
  readonly id: number;
  readonly fileSystem: SimFileSystem;
  readonly logger: RecordingLogger;
  readonly replicaManager: ReplicaManager;
  readonly #network: DirectNetwork;
  readonly #parts: NodeParts;
  #isUp = true;

  private constructor({ id, network }: NodeOptions, fileSystem: SimFileSystem, logger: RecordingLogger, parts: NodeParts) {
    this.id = id;
    this.fileSystem = fileSystem;
    this.logger = logger;
    this.replicaManager = parts.replicaManager;
    this.#network = network;
    this.#parts = parts;
  }

  static async open(options: NodeOptions): Promise<ReplicaNode> {
    const { id, clock, network, properties, alterPartition } = options;
    const fileSystem = options.fileSystem ?? (await formattedDisk(clock));
    const logger = new RecordingLogger();
    const random = new SimRandom(id);
    const platform = { clock, timers: clock, random, fileSystem, transport: new SimTransport(), logger };
    const publisher = new MetadataPublisher(emptyImage('test-cluster'));
    const config = new CurrentConfig(BrokerConfig.parse({ 'node.id': String(id), ...properties }));
    const logManager = await LogManager.open({
      platform,
      directory,
      config: (topic) => logConfigFor(config.broker, config.topicOverrides(topic)),
    });
    const replicaManager = new ReplicaManager({
      nodeId: id,
      logManager,
      clock,
      timers: clock,
      logger,
      peers: network.peersOf(id),
      brokerEpoch: () => publisher.image.brokers.get(id)?.epoch ?? -1,
      alterPartition,
      minInsyncReplicas: (topic) => config.minInsyncReplicas(topic),
      config: () => config.replication,
      isListedAsThrottled: (side, topicPartition) => config.isThrottled(side, topicPartition),
    });
    publisher.subscribe(async (image, delta) => {
      config.applyMetadata(image, delta);
      await replicaManager.applyMetadata(image, delta);
    });
    replicaManager.start();
    const fetchSessions = new FetchSessionCache({ clock, random, slots: 100 });
    const services = { nodeId: id, config: config.broker, fetchSessions, metadata: publisher, platform, replicaManager };
    network.attach(id, (apiKey, version, body, connection) => answer(services, apiKey, version, body, connection));
    return new ReplicaNode(options, fileSystem, logger, { logManager, publisher, replicaManager });
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Told of each image after the replicas have taken it. */
  onMetadata(listener: (image: MetadataImage, delta: MetadataDelta) => Promise<void>): void {
    this.#parts.publisher.subscribe(listener);
  }

  publish(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    return this.#parts.publisher.publish(image, delta);
  }

  /** All that the image says, as if nothing had been known before. */
  learn(image: MetadataImage): Promise<void> {
    return this.publish(image, wholeDelta(image));
  }

  partition(topic = 't', partition = 0): Partition {
    return this.replicaManager.replica({ topic, partition });
  }

  log(topic = 't', partition = 0): UnifiedLog {
    const log = this.#parts.logManager.get({ topic, partition });
    if (log === undefined) throw new Error(`node ${this.id} has no log of ${topic}-${partition}`);
    return log;
  }

  hasLog(topic = 't', partition = 0): boolean {
    return this.#parts.logManager.get({ topic, partition }) !== undefined;
  }

  /** The values in the log, up to the high watermark or, when asked, to the end. */
  async values(options: { topic?: string; partition?: number; uncommitted?: boolean } = {}): Promise<string[]> {
    const log = this.log(options.topic, options.partition);
    const end = options.uncommitted === true ? log.logEndOffset : log.highWatermark;
    const values: string[] = [];
    for (let startOffset = log.logStartOffset; startOffset < end;) {
      const { records } = await log.read({ startOffset, maxBytes: 1e6, maxOffsetExclusive: end, minOneBatch: true });
      if (records.length === 0) break;
      for (const { at } of batchesIn(records)) {
        for (const record of decodeBatch(records, at)) {
          startOffset = record.offset + 1;
          values.push(String(record.value));
        }
      }
    }
    return values;
  }

  /** Every byte of the log, for comparison. */
  async bytes(topic = 't', partition = 0): Promise<Buffer> {
    return readAll(this.log(topic, partition));
  }

  /** The process ends at once; with `power` the disk loses what was not synced. */
  crash({ power = false }: { power?: boolean } = {}): void {
    this.#leave();
    if (power) this.fileSystem.crash();
    else this.fileSystem.killProcess();
  }

  async stop(): Promise<void> {
    this.#leave();
    await this.#parts.logManager.close({ clean: true });
  }

  #leave(): void {
    this.#isUp = false;
    this.#network.detach(this.id);
    this.replicaManager.stop();
  }
}

async function formattedDisk(clock: SimClock): Promise<SimFileSystem> {
  const fileSystem = new SimFileSystem({ clock });
  await fileSystem.makeDirectory(directory);
  await fileSystem.syncDirectory('/data');
  await fileSystem.syncDirectory('/');
  return fileSystem;
}

/** What replicas and their controller ask for, through its bytes. */
async function answer(
  services: FetchServices & { readonly nodeId: number; readonly platform: Platform },
  apiKey: number,
  version: number,
  body: Buffer,
  connection: ConnectionContext,
): Promise<Buffer> {
  const context = { connection, version, clientId: null, apis: new Map() };
  if (apiKey === fetchApi.key) {
    const response = await handleFetch(services, fetchApi.request.decode(body, version), context);
    return fetchApi.response.encode(version, response);
  }
  if (apiKey === getReplicaLogInfoApi.key) {
    const response = handleGetReplicaLogInfo(
      { ...services, broker: services },
      getReplicaLogInfoApi.request.decode(body, version),
    );
    return getReplicaLogInfoApi.response.encode(version, response);
  }
  if (apiKey !== listOffsetsApi.key) throw new Error(`replicas do not ask for key ${apiKey}`);
  const response = await handleListOffsets(services, listOffsetsApi.request.decode(body, version), context);
  return listOffsetsApi.response.encode(version, response);
}
