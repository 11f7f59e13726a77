import { BrokerConfig } from './config/broker-config';
import { GroupCoordinator } from './coordinator/group/group-coordinator';
import { FreezeGuard } from './interbroker/freeze-guard';
import { readMetaProperties, type MetaProperties } from './interbroker/meta-properties';
import { ProducerIdManager } from './interbroker/producer-id-manager';
import { openPeers } from './interbroker/open-peers';
import { StorageError } from './interbroker/storage-error';
import { registrationFeatures } from './metadata/features';
import { randomUuid } from './metadata/random-uuid';
import { openStorage, type Opening, type Storage } from './open-storage';
import type { Logger } from './platform/logger';
import type { Platform } from './platform/platform';
import type { BrokerRegistrationRequest } from './protocol/messages/broker-registration';
import { compressionReady } from './protocol/records/compression';
import { ReplicaManager } from './replication/replica-manager';
import { AutoTopicCreation } from './server/auto-topic-creation';
import { BrokerListeners } from './server/broker-listeners';
import type { ClusterReport } from './server/cluster-change';
import type { BrokerServices } from './server/broker-services';
import { clientDispatcher } from './server/client-dispatcher';
import { CoordinatorLog } from './server/coordinator-log';
import { groupConfigOf } from './server/group-config-of';
import { FetchSessionCache } from './server/fetch-sessions/fetch-session-cache';
import { GroupElections } from './server/group-elections';
import { consumerOffsetsTopic } from './server/internal-topics';

interface BrokerOptions {
  readonly platform: Platform;
  /** The broker's own directory, formatted. */
  readonly directory: string;
  /** Kafka's property names: `node.id`, `listeners`, `advertised.listeners` and any other. */
  readonly properties: Readonly<Record<string, string>>;
}

interface BrokerStats {
  readonly connections: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly requests: number;
}

export interface RunningBroker {
  readonly nodeId: number;
  readonly clusterId: string;
  /** What clients of the first listener are told to connect to. */
  readonly host: string;
  readonly port: number;
  /** What it is made of; the simulation looks inside. */
  readonly services: BrokerServices;
  stats(): BrokerStats;
  /** Calls `listener` with what happens in the cluster from now on, as this broker sees it. */
  onEvent(listener: (report: ClusterReport) => void): void;
  /**
   * Answers what waits, closes every connection and leaves the directory clean. With `wholeCluster` everybody stops, so
   * there is nobody to hand leaderships over to.
   */
  stop(options?: { wholeCluster: boolean }): Promise<void>;
  /** Resolves, with the reason, when the broker can go on no longer and the process has to exit. */
  readonly failed: Promise<Error>;
}

/** How long the controller may take to hand over what this broker leads when it stops. */
const handOverMsMax = 5000;
/** How long requests at work may take to be answered when the broker stops. */
const stopGraceMs = 500;

/**
 * Starts a broker: binds its listeners, opens its logs and the metadata log, lets the controller publish what is in it,
 * registers, and serves. When anything fails, what was opened is closed again.
 */
export async function startBroker({ platform, directory, properties }: BrokerOptions): Promise<RunningBroker> {
  const started = BrokerConfig.parse(properties);
  const meta = await ownMetaProperties(platform, directory, started);
  await compressionReady();
  const peers = await openPeers(platform, started);
  const freezeGuard = new FreezeGuard({ ...platform, sessionTimeoutMs: started.values['broker.session.timeout.ms'] });
  const opened: (() => Promise<void> | void)[] = [() => freezeGuard.stop()];
  try {
    const listeners = await BrokerListeners.bind(platform, started, () => freezeGuard.mayServe());
    opened.push(() => listeners.stop({ graceMs: 0 }));
    freezeGuard.onThaw(() => listeners.disconnectClients());
    return await serve({ platform, directory, started, meta, peers, freezeGuard, listeners, opened });
  } catch (error) {
    for (const close of opened.reverse()) await inOrder(platform.logger, 'What was opened', async () => close());
    throw error;
  }
}

/** What the directory says it is, which has to be this broker. */
async function ownMetaProperties({ fileSystem }: Platform, directory: string, config: BrokerConfig): Promise<MetaProperties> {
  const meta = await readMetaProperties(fileSystem, directory);
  if (meta === undefined) throw new StorageError(directory, `${directory} is not formatted.`);
  const nodeId = config.values['node.id'];
  if (meta.nodeId !== nodeId)
    throw new StorageError(directory, `${directory} belongs to node ${meta.nodeId}, not to node ${nodeId}.`);
  return meta;
}

async function serve(opening: Opening): Promise<RunningBroker> {
  const { platform, started, meta, listeners, freezeGuard } = opening;
  const { nodeId, clusterId } = meta;
  const storage = await openStorage(opening);
  const { config, raftDriver, loader, membership, clusterEvents, logManager, directoryFailure } = storage;
  const replicas = createReplicas(opening, storage);
  const { replicaManager, groupCoordinator } = replicas;

  const controller = membership.channel;
  const services: BrokerServices = {
    nodeId,
    platform,
    get config() {
      return config.broker;
    },
    metadata: loader.publisher,
    metadataLog: raftDriver,
    controller,
    logManager,
    ...replicas,
    fetchSessions: new FetchSessionCache({
      ...platform,
      slots: started.values['max.incremental.fetch.session.cache.slots'],
    }),
    producerIds: new ProducerIdManager(() => lifecycle.allocateProducerIds()),
    autoTopicCreation: new AutoTopicCreation({ controller, config: () => config.broker, timers: platform.timers }),
  };
  const heartbeatIntervalMs = started.values['broker.heartbeat.interval.ms'];
  const lifecycle = membership.join(registrationOf(opening, storage), heartbeatIntervalMs);
  const failed = Promise.race([raftDriver.failed, loader.failed, lifecycle.failed, directoryFailure]);
  const join = async (): Promise<void> => {
    await raftDriver.caughtUp();
    await lifecycle.register();
    // Only now: what the log said before this registration is about a process that is gone.
    await loader.reached(lifecycle.brokerEpoch);
    await loader.start();
    membership.serve(services);
    lifecycle.start();
    logManager.start();
    replicaManager.start();
    groupCoordinator.start();
    lifecycle.readyForClients();
    await lifecycle.unfenced;
  };
  await Promise.race([join(), failed.then((reason) => Promise.reject(reason))]);

  const dispatcher = clientDispatcher(services);
  listeners.serveClients(dispatcher);
  const handOver = async (): Promise<void> => {
    if (!started.values['controlled.shutdown.enable'] || !membership.hasOthers) return;
    if (await lifecycle.shutDown({ timeoutMs: handOverMsMax })) return;
    platform.logger.warn('The controller did not take over what this broker leads in time; it stops all the same.');
  };
  return {
    nodeId,
    clusterId,
    ...listeners.primary,
    onEvent: (listener) => clusterEvents.subscribe(listener),
    services,
    failed,
    stop: once(async (options: { wholeCluster: boolean } | undefined) => {
      if (options?.wholeCluster !== true) await handOver();
      freezeGuard.stop();
      const closing = listeners.stop({ graceMs: stopGraceMs });
      membership.close();
      replicaManager.stop();
      groupCoordinator.stop();
      await closing;
      const { brokerEpoch } = lifecycle;
      await inOrder(platform.logger, 'The logs', () => logManager.close({ clean: true, brokerEpoch }));
      await inOrder(platform.logger, 'The metadata log', () => raftDriver.close());
    }),
    stats: () => {
      const { connections, bytesIn, bytesOut } = listeners.stats();
      return { connections, bytesIn, bytesOut, requests: dispatcher.requests };
    },
  };
}

/** What this process tells the controller of itself. */
function registrationOf({ platform, started, meta, listeners }: Opening, { logManager }: Storage): BrokerRegistrationRequest {
  return {
    brokerId: meta.nodeId,
    clusterId: meta.clusterId,
    incarnationId: randomUuid(platform.random),
    listeners: [...listeners.advertised].map(([name, { host, port }]) => ({ name, host, port, securityProtocol: 0 })),
    features: registrationFeatures(),
    rack: started.values['broker.rack'],
    isMigratingZkBroker: false,
    logDirs: [meta.directoryId],
    previousBrokerEpoch: logManager.previousBrokerEpoch,
  };
}

interface Replicas {
  readonly replicaManager: ReplicaManager;
  readonly groupCoordinator: GroupCoordinator;
}

/** What follows the metadata: the config in force, then the replicas, then the groups whose log is among them. */
function createReplicas({ platform, started, meta, peers }: Opening, storage: Storage): Replicas {
  const { config, loader, membership, clusterEvents, logManager } = storage;
  const { clock, timers, random, logger } = platform;
  const { nodeId } = meta;
  const { publisher } = loader;
  const replicaManager = new ReplicaManager({
    nodeId,
    logManager,
    clock,
    timers,
    logger,
    peers: peers.peers,
    brokerEpoch: () => membership.brokerEpoch,
    alterPartition: (request) => membership.channel.alterPartition(request),
    minInsyncReplicas: (topic) => config.minInsyncReplicas(topic),
    config: () => config.replication,
    isListedAsThrottled: (side, topicPartition) => config.isThrottled(side, topicPartition),
  });
  const commitTimeoutMs = started.values['offsets.commit.timeout.ms'];
  const coordinatorLog = new CoordinatorLog({ replicaManager, clock, commitTimeoutMs });
  const groupCoordinator = new GroupCoordinator({
    clock,
    timers,
    random,
    logger,
    writer: coordinatorLog,
    loader: coordinatorLog,
    config: groupConfigOf(started),
    onGeneration: (groupId, generationId, memberCount) => clusterEvents.onGroupRebalanced(groupId, generationId, memberCount),
    partitionCount: () => publisher.image.topicsByName.get(consumerOffsetsTopic)?.partitions.length ?? 0,
  });
  const groupElections = new GroupElections({ nodeId, groupCoordinator });
  publisher.subscribe(async (image, delta) => {
    config.applyMetadata(image, delta);
    await replicaManager.applyMetadata(image, delta);
    await groupElections.applyMetadata(image, delta);
  });
  return { replicaManager, groupCoordinator };
}

/** Closing goes on whatever fails: what is not closed in order is recovered at the next start. */
async function inOrder(logger: Logger, what: string, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    logger.error(`${what} could not be closed in order; the next start recovers.`, { error: String(error) });
  }
}

function once<Options>(action: (options: Options) => Promise<void>): (options: Options) => Promise<void> {
  let running: Promise<void> | undefined;
  return (options) => (running ??= action(options));
}
