import { defaultLogConfig, type LogConfig } from '../../log/log-config';
import { UnifiedLog } from '../../log/unified-log';
import { clusterMetadataTopic } from '../../metadata/topic-name';
import { FileError, type FileSystem } from '../../platform/file-system';
import type { Platform } from '../../platform/platform';
import type { Uuid } from '../../protocol/primitives/uuid';
import { batchHeader } from '../../protocol/records/batch-header';
import { batchesIn } from '../../protocol/records/batches';
import { RaftLog } from '../../raft/raft-log';
import type { SnapshotId } from '../../raft/raft-message';
import { VoterHistory } from '../../raft/voter-history';
import { VoterSet } from '../../raft/voter-set';
import { bootstrapCheckpointFile } from '../bootstrap-checkpoint';
import { StorageError } from '../storage-error';
import { BatchFacts } from './fetched-batches';
import { SnapshotFiles } from './snapshot-files';
import { decodeSnapshot, type DecodedSnapshot } from './snapshot-format';

/** Kafka's id of the metadata topic, the same in every cluster. */
export const metadataTopicId: Uuid = 'AAAAAAAAAAAAAAAAAAAAAQ';

const readBytesMax = 1024 * 1024;
/** The newest snapshot, and the one before: a replica a little behind is served from the log between the two. */
const keptSnapshots = 2;

interface MetadataLogStoreOptions {
  readonly platform: Omit<Platform, 'transport'>;
  /** `__cluster_metadata-0` in the node's log directory. */
  readonly directory: string;
  readonly segmentBytes: number;
  readonly segmentMs: number;
}

/** A snapshot with what is in it. */
export interface LoadedSnapshot extends DecodedSnapshot {
  readonly id: SnapshotId;
}

/** The metadata log on the disk: the newest snapshots, and the records since the older of them. */
export class MetadataLogStore {
  readonly log: UnifiedLog;
  readonly snapshots: SnapshotFiles;

  private constructor(log: UnifiedLog, snapshots: SnapshotFiles) {
    this.log = log;
    this.snapshots = snapshots;
  }

  /** Opens log and snapshots, and repairs what a crash left between the two. */
  static async open({ platform, directory, segmentBytes, segmentMs }: MetadataLogStoreOptions): Promise<{
    store: MetadataLogStore;
    raftLog: RaftLog;
    snapshot: LoadedSnapshot | undefined;
  }> {
    const { fileSystem, logger } = platform;
    const snapshots = new SnapshotFiles({ fileSystem, logger, directory });
    const content = await snapshots.open();
    await snapshots.keepNewest(keptSnapshots);
    const snapshot = content === undefined || snapshots.newest === undefined ? undefined : { id: snapshots.newest, ...content };
    const config: LogConfig = {
      ...defaultLogConfig,
      segmentBytes,
      segmentMs,
      retentionMs: -1,
      retentionBytes: -1,
      maxMessageBytes: 2 ** 31 - 1,
    };
    const log = await UnifiedLog.open({
      platform,
      directory,
      topicPartition: { topic: clusterMetadataTopic, partition: 0 },
      topicId: metadataTopicId,
      config,
      recoveryPoint: snapshot?.id.endOffset ?? 0,
      logStartOffset: snapshots.oldest === snapshots.newest ? 0 : (snapshots.oldest?.endOffset ?? 0),
    });
    const store = new MetadataLogStore(log, snapshots);
    if (snapshot !== undefined) await store.#reconcile(snapshot.id);
    const start = store.#start(directory);
    const voters = snapshot?.voters ?? (await bootstrapVoters(fileSystem, directory));
    const facts = await store.#scan(Math.max(snapshot?.id.endOffset ?? 0, log.logStartOffset));
    const raftLog = new RaftLog({
      endOffset: log.logEndOffset,
      epochs: facts.epochs,
      voters: new VoterHistory(voters, facts.voters),
      start,
      latestSnapshot: snapshot?.id,
    });
    return { store, raftLog, snapshot };
  }

  /** What a crash left when a snapshot had been fetched and had not yet taken the log's place. */
  async #reconcile({ endOffset, epoch }: SnapshotId): Promise<void> {
    const { log, snapshots } = this;
    const isContinued =
      log.logStartOffset <= endOffset && log.logEndOffset >= endOffset && this.#epochAt(endOffset - 1) === epoch;
    const isStart = log.logStartOffset === endOffset && log.logEndOffset >= endOffset;
    if (isContinued || isStart) return;
    await log.truncateFullyAndStartAt(endOffset);
    await snapshots.keepNewest(1);
  }

  /** -1 when the log does not have it. */
  #epochAt(offset: number): number {
    return this.log.leaderEpochs.findLast(({ startOffset }) => startOffset <= offset)?.epoch ?? -1;
  }

  /** The oldest snapshot that the log goes on from; 0 while it has everything. */
  #start(directory: string): SnapshotId {
    const { logStartOffset } = this.log;
    if (logStartOffset === 0) return { endOffset: 0, epoch: 0 };
    const { oldest, newest } = this.snapshots;
    const start = oldest !== undefined && oldest.endOffset >= logStartOffset ? oldest : newest;
    if (start !== undefined && start.endOffset >= logStartOffset) return start;
    throw new StorageError(
      directory,
      `${directory} lacks the metadata before offset ${logStartOffset}: the snapshot is missing.`,
    );
  }

  /** What the batches say from there on; of older ones, their epochs by the checkpoint of the log. */
  async #scan(fromOffset: number): Promise<BatchFacts> {
    const { logEndOffset, leaderEpochs } = this.log;
    const facts = new BatchFacts(leaderEpochs.filter(({ startOffset }) => startOffset < fromOffset));
    for (let offset = fromOffset; offset < logEndOffset;) {
      const records = await this.read(offset, logEndOffset, readBytesMax);
      for (const { at } of batchesIn(records)) {
        facts.note(records, at);
        offset = batchHeader.lastOffset(records, at) + 1;
      }
    }
    return facts;
  }

  /** Whole batches from `startOffset` on that lie before `endOffset`; at least one. */
  async read(startOffset: number, endOffset: number, maxBytes: number): Promise<Buffer> {
    const options = { startOffset, maxBytes, maxOffsetExclusive: endOffset, minOneBatch: true };
    const { records } = await this.log.read(options);
    if (records.length === 0 && startOffset < endOffset)
      throw new Error(`the metadata log cannot be read at offset ${startOffset}`);
    return records;
  }

  /** A new snapshot of this node's own is written: what is older than the one before it may go. */
  async afterSnapshot(): Promise<{ latest: SnapshotId; oldest: SnapshotId } | undefined> {
    const { log, snapshots } = this;
    await snapshots.keepNewest(keptSnapshots);
    const { newest: latest, oldest } = snapshots;
    if (latest === undefined || oldest === undefined) return undefined;
    await log.roll();
    if (latest === oldest) return { latest, oldest: { endOffset: 0, epoch: 0 } };
    await log.incrementLogStartOffset(oldest.endOffset);
    await log.deleteOldSegments();
    return { latest, oldest };
  }

  /** Lets a fetched snapshot take the place of the log and of older snapshots; undefined when it is damaged. */
  async install(id: SnapshotId): Promise<LoadedSnapshot | undefined> {
    const content = await this.snapshots.finishDownload(id);
    if (content === undefined) return undefined;
    await this.log.truncateFullyAndStartAt(id.endOffset);
    await this.snapshots.keepNewest(1);
    return { id, ...content };
  }

  async close(): Promise<void> {
    await this.snapshots.close();
    await this.log.close();
  }
}

/** Empty for a node that was formatted to join a quorum. */
async function bootstrapVoters(fileSystem: FileSystem, directory: string): Promise<VoterSet> {
  const path = `${directory}/${bootstrapCheckpointFile}`;
  let content: Buffer;
  try {
    content = await fileSystem.readFile(path);
  } catch (error) {
    if (error instanceof FileError && error.code === 'ENOENT') return VoterSet.empty;
    throw error;
  }
  const checkpoint = decodeSnapshot(content);
  if (checkpoint === undefined) throw new StorageError(directory, `${path} is damaged.`);
  return checkpoint.voters;
}
