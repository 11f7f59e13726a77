import type { BrokerConfig } from './config/broker-config';
import { logConfigFor } from './config/log-config-for';
import { QuorumController } from './controller/quorum-controller';
import type { FreezeGuard } from './interbroker/freeze-guard';
import { LocalQuorum } from './interbroker/local-quorum';
import type { MetaProperties } from './interbroker/meta-properties';
import type { OpenedPeers } from './interbroker/open-peers';
import { RaftDriver } from './interbroker/raft-driver';
import { replicaLogInfo, replicaLogInfoOf } from './interbroker/replica-log-info';
import type { HousekeepingIntervals } from './log/log-housekeeping';
import { LogManager } from './log/log-manager';
import { imageRecords } from './metadata/image-records';
import { MetadataLoader } from './metadata/metadata-loader';
import type { Platform } from './platform/platform';
import type { RaftConfig } from './raft/raft-config';
import type { BrokerListeners } from './server/broker-listeners';
import { ClusterEvents } from './server/cluster-events';
import { ClusterMembership } from './server/cluster-membership';
import { CurrentConfig } from './server/current-config';

/** A broker that is being started. */
export interface Opening {
  readonly platform: Platform;
  readonly directory: string;
  readonly started: BrokerConfig;
  readonly meta: MetaProperties;
  readonly peers: OpenedPeers;
  readonly freezeGuard: FreezeGuard;
  readonly listeners: BrokerListeners;
  /** How to close what was opened, in order; for a start that fails. */
  readonly opened: (() => Promise<void> | void)[];
}

export interface Storage {
  readonly config: CurrentConfig;
  readonly raftDriver: RaftDriver;
  readonly loader: MetadataLoader;
  readonly membership: ClusterMembership;
  readonly clusterEvents: ClusterEvents;
  readonly logManager: LogManager;
  /** Resolves when the directory can no longer be written. */
  readonly directoryFailure: Promise<Error>;
}

/** The metadata log with the controller that writes it, and all other logs. */
export async function openStorage(opening: Opening): Promise<Storage> {
  const { platform, directory, started, meta, peers, listeners, opened } = opening;
  const config = new CurrentConfig(started);
  const loader = new MetadataLoader(meta.clusterId);
  const { publisher } = loader;
  const raftDriver = await RaftDriver.open({
    platform,
    directory,
    properties: meta,
    segmentBytes: started.values['metadata.log.segment.bytes'],
    segmentMs: started.values['metadata.log.segment.ms'],
    peers: peers.peers,
    endpoints: listeners.internalEndpoints,
    bootstrapIds: [...peers.addressBook.bootstrapIds, ...[...started.quorumVoters.keys()].filter((id) => id !== meta.nodeId)],
    config: raftConfigOf(started),
    requestTimeoutMs: started.values['controller.quorum.request.timeout.ms'],
    onAddresses: (addresses) => {
      peers.addressBook.setVoters(addresses);
      peers.peers.onAddressesChanged();
    },
    snapshots: {
      bytesMax: started.values['metadata.log.max.record.bytes.between.snapshots'],
      intervalMs: started.values['metadata.log.max.snapshot.interval.ms'],
      recordsOf: () => imageRecords(loader.image),
    },
  });
  opened.push(() => raftDriver.close());
  const own: { logs: LogManager | undefined } = { logs: undefined };
  const membership = createMembership(opening, raftDriver, loader, () => own.logs);
  opened.push(() => membership.close());
  const dispatcher = membership.dispatcher();
  if (dispatcher !== undefined) listeners.servePeers(dispatcher);
  const clusterEvents = new ClusterEvents({ clock: platform.clock });
  publisher.subscribe((image, delta) => clusterEvents.applyMetadata(image, delta));
  await raftDriver.start({
    onCommit: (batches) => loader.onCommit(batches),
    onSnapshot: (snapshot) => loader.onSnapshot(snapshot),
    onLeaderChange: (leader) => {
      membership.onLeaderChange(leader);
      clusterEvents.onLeaderChange(leader);
    },
  });
  let directoryFailed: (reason: Error) => void = () => undefined;
  const directoryFailure = new Promise<Error>((resolve) => {
    directoryFailed = resolve;
  });
  const logs = await LogManager.open({
    platform,
    directory,
    config: (topic) => logConfigFor(config.broker, publisher.image.configs({ type: 'topic', name: topic })),
    producerIdExpirationMs: started.values['producer.id.expiration.ms'],
    intervals: housekeepingIntervals(started),
    onOffline: (reason) => directoryFailed(new Error(reason)),
  });
  own.logs = logs;
  opened.push(() => logs.close({ clean: false }));
  return { config, raftDriver, loader, membership, clusterEvents, logManager: logs, directoryFailure };
}

/** What connects this node with the others, the controller on it included. */
function createMembership(
  { platform, started, meta, peers, freezeGuard }: Opening,
  metadataLog: RaftDriver,
  loader: MetadataLoader,
  logManager: () => LogManager | undefined,
): ClusterMembership {
  const { nodeId, clusterId } = meta;
  const { publisher } = loader;
  const committedImage = () => loader.image;
  const controller = new QuorumController({
    config: started,
    log: metadataLog,
    platform,
    committedImage,
    askReplicaLogInfo: replicaLogInfoOf({
      nodeId,
      peers: peers.peers,
      own: (partitions) => {
        const logs = logManager();
        return logs && replicaLogInfo(logs, loader.image, partitions);
      },
    }),
  });
  return new ClusterMembership({
    ...peers,
    platform,
    nodeId,
    clusterId,
    metadataLog,
    controller,
    quorumService: metadataLog.service,
    quorum: new LocalQuorum({ nodeId, metadataLog, service: metadataLog.service, image: committedImage }),
    publisher,
    committedImage,
    freezeGuard,
    sessionTimeoutMs: started.values['broker.session.timeout.ms'],
  });
}

function raftConfigOf({ values }: BrokerConfig): Partial<RaftConfig> {
  const fetchTimeoutMs = values['controller.quorum.fetch.timeout.ms'];
  return {
    electionTimeoutMs: values['controller.quorum.election.timeout.ms'],
    fetchTimeoutMs,
    checkQuorumTimeoutMs: fetchTimeoutMs * 1.5,
    retryBackoffMs: values['controller.quorum.retry.backoff.ms'],
    autoJoin: values['controller.quorum.auto.join.enable'],
  };
}

/** How often the background work of the log directory runs. */
function housekeepingIntervals({ values }: BrokerConfig): Partial<HousekeepingIntervals> {
  return {
    retentionCheckMs: values['log.retention.check.interval.ms'],
    recoveryPointCheckpointMs: values['log.flush.offset.checkpoint.interval.ms'],
    logStartOffsetCheckpointMs: values['log.flush.start.offset.checkpoint.interval.ms'],
    highWatermarkCheckpointMs: values['replica.high.watermark.checkpoint.interval.ms'],
    producerExpirationCheckMs: values['producer.id.expiration.check.interval.ms'],
  };
}
