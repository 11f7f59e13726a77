import type { MetadataLog, QuorumStatus } from '../controller/metadata-log';
import type { LeaderAndEpoch, MetadataLogListener } from '../metadata/metadata-log-listener';
import type { Platform } from '../platform/platform';
import type { Address } from '../platform/transport';
import { KafkaError } from '../protocol/kafka-error';
import { encodeBatch } from '../protocol/records/encode-batch';
import { Raft } from '../raft/raft';
import { defaultRaftConfig, type RaftConfig } from '../raft/raft-config';
import type { LeaderState } from '../raft/ready';
import type { VoterEndpoint, VoterSet } from '../raft/voter-set';
import type { Peers } from '../replication/peers';
import { metadataLogDirectory } from './format-storage';
import type { MetaProperties } from './meta-properties';
import { CommitDelivery } from './quorum/commit-delivery';
import { ElectionStore } from './quorum/election-store';
import { MetadataLogStore, type LoadedSnapshot } from './quorum/metadata-log-store';
import { noPeers } from './quorum/no-peers';
import { PendingAppends } from './quorum/pending-appends';
import { QuorumRequests } from './quorum/quorum-requests';
import { QuorumService } from './quorum/quorum-service';
import { quorumStatus } from './quorum/quorum-status';
import { RaftLoop } from './quorum/raft-loop';
import { SnapshotWriter } from './quorum/snapshot-writer';
import { VoterAddresses } from './quorum/voter-addresses';
import { StorageError } from './storage-error';

interface RaftDriverOptions {
  readonly platform: Omit<Platform, 'transport'>;
  /** The broker's log directory, formatted. */
  readonly directory: string;
  readonly properties: MetaProperties;
  readonly segmentBytes: number;
  readonly segmentMs: number;
  /** Absent where a node is alone. */
  readonly peers?: Peers;
  /** Where this node can be reached; the voters record says so when this node is a voter. */
  readonly endpoints?: readonly VoterEndpoint[];
  /** Nodes that may know the leader, besides the voters that the log names. */
  readonly bootstrapIds?: readonly number[];
  readonly config?: Partial<RaftConfig>;
  readonly requestTimeoutMs?: number;
  readonly snapshots?: SnapshotPolicy;
  /** Where voters can be reached, as often as that changes. */
  readonly onAddresses?: (addresses: ReadonlyMap<number, Address>) => void;
}

interface SnapshotPolicy {
  /** Bytes of the log after which a snapshot is written. */
  readonly bytesMax: number;
  /** Age at which one is written, when there is anything new; 0 never. */
  readonly intervalMs: number;
  /** Values of records that make the metadata as the listener has it at the moment of the call. */
  readonly recordsOf: () => Iterable<Buffer>;
}

interface OpenedQuorum {
  readonly store: MetadataLogStore;
  readonly snapshot: LoadedSnapshot | undefined;
  readonly elections: ElectionStore;
  readonly raft: Raft;
}

const requestTimeoutMsDefault = 2000;
/** How long a leader that stops waits for the others to hear of it. */
const farewellMsMax = 100;

/**
 * This node's part of the metadata quorum, over its disk and its peers: a voter that leads or follows, or an observer. A
 * write of the metadata that fails is final: the node gives up its leadership, `failed` resolves and the process is to exit.
 */
export class RaftDriver implements MetadataLog {
  /** Answers the requests of other nodes. */
  readonly service: QuorumService;
  /** Resolves, with the reason, when the node can be a member of the quorum no longer. */
  readonly failed: Promise<Error>;
  readonly #platform: Omit<Platform, 'transport'>;
  readonly #store: MetadataLogStore;
  readonly #raft: Raft;
  readonly #loop: RaftLoop;
  readonly #delivery: CommitDelivery;
  readonly #snapshotWriter: SnapshotWriter | undefined;
  readonly #addresses: VoterAddresses;
  readonly #pending = new PendingAppends();
  #hasFailed = false;
  #whenCaughtUp: (() => void)[] = [];
  #reportFailure: (error: Error) => void = () => undefined;

  private constructor(options: RaftDriverOptions, { store, snapshot, elections, raft }: OpenedQuorum) {
    const { platform, properties, endpoints = [], peers = noPeers, requestTimeoutMs = requestTimeoutMsDefault } = options;
    this.#platform = platform;
    this.#store = store;
    this.#raft = raft;
    this.failed = new Promise((resolve) => {
      this.#reportFailure = resolve;
    });
    this.#addresses = new VoterAddresses(options.onAddresses ?? (() => undefined));
    const addressOf = (nodeId: number) => this.#addresses.of(nodeId);
    const names = { clusterId: properties.clusterId, addressOf };
    const onEndpoint = (nodeId: number, address: Address) => {
      this.#addresses.hear(nodeId, address);
    };
    const requests = new QuorumRequests({ peers, names, endpoints, requestTimeoutMs, onEndpoint });
    this.#loop = new RaftLoop({ platform, raft, store, elections, requests, peers, events: this.#events() });
    this.service = new QuorumService({ store, names, ask: (request) => this.#loop.ask(request) });
    this.#snapshotWriter = options.snapshots && this.#createSnapshotWriter(options.snapshots);
    this.#delivery = new CommitDelivery({
      store,
      snapshot,
      onDelivered: (delivered) => {
        this.#snapshotWriter?.noteDelivered(delivered);
      },
      onIdle: () => {
        this.#noteCaughtUp();
      },
      onFailure: (error) => {
        this.#fail('The metadata could not be delivered.', error);
      },
    });
  }

  /** Opens the metadata log, and repairs what a crash left of it; start() makes the node a member of the quorum. */
  static async open(options: RaftDriverOptions): Promise<RaftDriver> {
    const { platform, properties, segmentBytes, segmentMs, endpoints = [], bootstrapIds = [] } = options;
    const { nodeId: id, directoryId } = properties;
    const directory = `${options.directory}/${metadataLogDirectory}`;
    const { store, raftLog: log, snapshot } = await MetadataLogStore.open({ platform, directory, segmentBytes, segmentMs });
    checkVoters(options, log.votersInForce);
    const elections = new ElectionStore(platform.fileSystem, directory);
    const election = await elections.read();
    const config = { ...defaultRaftConfig, ...options.config };
    const self = { id, directoryId, endpoints };
    const raft = new Raft({ self, config, random: platform.random, log, election, bootstrapIds }, platform.clock.monotonicMs());
    return new RaftDriver(options, { store, snapshot, elections, raft });
  }

  #events() {
    return {
      onHighWatermark: (highWatermark: number) => {
        this.#pending.commit(highWatermark);
        this.#delivery.onHighWatermark(highWatermark);
      },
      onLeader: (leader: LeaderState, opensAt: number) => {
        this.#onLeader(leader, opensAt);
      },
      onVoters: (voters: VoterSet) => {
        this.#addresses.setVoters(voters);
      },
      beforeSnapshot: async () => {
        await this.#delivery.settle();
        await this.#snapshotWriter?.settle();
      },
      onSnapshot: (snapshot: LoadedSnapshot) => {
        this.#platform.logger.info('A snapshot of the metadata came from the leader.', { endOffset: snapshot.id.endOffset });
        this.#delivery.onSnapshot(snapshot);
      },
      onWipedMajority: (voterIds: readonly number[]) => {
        this.#fail(wipedMajoritySentence(voterIds), undefined);
      },
      onFailure: (sentence: string, error: unknown) => {
        this.#fail(sentence, error);
      },
    };
  }

  #createSnapshotWriter(policy: SnapshotPolicy): SnapshotWriter {
    return new SnapshotWriter({
      store: this.#store,
      clock: this.#platform.clock,
      logger: this.#platform.logger,
      ...policy,
      votersBefore: (endOffset) => this.#raft.log.voters.before(endOffset),
      onWritten: ({ latest, oldest }) => {
        this.#loop.step({ type: 'snapshotWritten', latest, oldest });
      },
    });
  }

  /**
   * Takes part in the quorum from here on. Resolves when what this disk knows to be committed was delivered; an only voter
   * knows everything, and leads then.
   */
  async start(listener: MetadataLogListener): Promise<void> {
    await this.#delivery.begin(listener);
    const { log, self } = this.#raft;
    const isAlone = log.votersInForce.size === 1 && log.votersInForce.has(self);
    this.#loop.start();
    if (isAlone) await this.caughtUp();
  }

  /** Resolves when everything committed was delivered, as far as the leader has said; rejects when that cannot be. */
  async caughtUp(): Promise<void> {
    const caughtUp = new Promise<undefined>((resolve) => {
      this.#whenCaughtUp.push(() => {
        resolve(undefined);
      });
      this.#noteCaughtUp();
    });
    const failure = await Promise.race([caughtUp, this.failed]);
    if (failure !== undefined) throw failure;
  }

  #noteCaughtUp(): void {
    if (!this.#raft.isCaughtUp || !this.#delivery.hasDelivered(this.#raft.log.highWatermark)) return;
    for (const resolve of this.#whenCaughtUp.splice(0)) resolve();
  }

  #onLeader(leader: LeaderState, opensAt: number): void {
    const { nodeId } = this;
    // What was appended in an epoch before this one may have been cut since, whoever leads now.
    this.#pending.rejectAll(this.#notLeading(leader));
    this.#platform.logger.info(leaderSentence(leader, nodeId), { epoch: leader.epoch });
    this.#delivery.onLeader(leader, opensAt);
  }

  #notLeading({ leaderId, epoch }: LeaderState): KafkaError {
    const who = leaderId < 0 ? 'nobody leads yet' : `node ${leaderId} leads`;
    return new KafkaError('NOT_CONTROLLER', `Node ${this.nodeId} does not lead the metadata quorum: ${who} in epoch ${epoch}.`);
  }

  get nodeId(): number {
    return this.#raft.self.id;
  }

  get leader(): LeaderAndEpoch {
    return { leaderId: this.#raft.leaderId, epoch: this.#raft.epoch };
  }

  get nextOffset(): number {
    return this.#raft.log.endOffset;
  }

  get highWatermark(): number {
    return this.#raft.log.highWatermark;
  }

  append(epoch: number, values: readonly Buffer[]): { lastOffset: number; committed: Promise<void> } {
    const timestampMs = this.#platform.clock.nowMs();
    const records = values.map((value) => ({ key: null, value, timestampMs }));
    const baseOffset = this.#loop.propose(epoch, records.length, (offset) =>
      encodeBatch(records, { baseOffset: offset, partitionLeaderEpoch: epoch }),
    );
    if (baseOffset === undefined) throw this.#notLeading(this.leader);
    const lastOffset = baseOffset + records.length - 1;
    return { lastOffset, committed: this.#pending.add(lastOffset) };
  }

  resign(epoch: number): void {
    this.#loop.step({ type: 'resign', epoch });
  }

  status(): QuorumStatus {
    return quorumStatus(this.#raft, this.#platform.clock);
  }

  #fail(sentence: string, error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    const cause = error instanceof Error ? error : undefined;
    this.#platform.logger.error(sentence, { error: cause?.message });
    void this.#loop.leave();
    this.#stop(new KafkaError('NOT_CONTROLLER', sentence, { cause }));
    this.#reportFailure(cause ?? new Error(sentence));
  }

  #stop(reason: Error): void {
    this.#loop.stop(reason);
    this.#pending.rejectAll(reason);
  }

  /** As leader tells the others, then waits for what is being written and delivered, and closes the log. */
  async close(): Promise<void> {
    const { timers } = this.#platform;
    await new Promise<void>((resolve) => {
      const timer = timers.after(farewellMsMax, resolve);
      void this.#loop.leave().then(() => {
        timer.cancel();
        resolve();
      });
    });
    this.#stop(new KafkaError('NOT_CONTROLLER', 'The metadata log is closed.'));
    await this.#delivery.stop();
    await this.#snapshotWriter?.settle();
    await this.#loop.settle();
    await this.#store.close();
  }
}

function checkVoters({ directory, properties, bootstrapIds = [] }: RaftDriverOptions, { voters }: VoterSet): void {
  const { nodeId, directoryId } = properties;
  const other = voters.find((voter) => voter.directoryId === directoryId && voter.id !== nodeId);
  if (other !== undefined)
    throw new StorageError(directory, `${directory} is that of voter ${other.id}, moved or copied: this is node ${nodeId}.`);
  if (voters.length === 0 && bootstrapIds.length === 0)
    throw new StorageError(directory, `${directory} names no voter of the metadata quorum, and no other node is known to ask.`);
}

function leaderSentence({ leaderId }: LeaderState, nodeId: number): string {
  if (leaderId < 0) return 'The metadata quorum has no leader that this node knows.';
  return leaderId === nodeId ? 'This node leads the metadata quorum.' : `Node ${leaderId} leads the metadata quorum.`;
}

function wipedMajoritySentence(voterIds: readonly number[]): string {
  const ids = voterIds.join(', ');
  return (
    `The directories of voters ${ids} were replaced by empty ones, and no majority of the metadata quorum is left. ` +
    'Put the old directories back, or start a new cluster in new directories.'
  );
}
