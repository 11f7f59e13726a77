import { TransportError } from '../../platform/transport';
import type { Logger } from '../../platform/logger';
import { addRaftVoterApi } from '../../protocol/messages/add-raft-voter';
import { beginQuorumEpochApi } from '../../protocol/messages/begin-quorum-epoch';
import { endQuorumEpochApi } from '../../protocol/messages/end-quorum-epoch';
import { fetchApi } from '../../protocol/messages/fetch';
import { fetchSnapshotApi } from '../../protocol/messages/fetch-snapshot';
import { removeRaftVoterApi } from '../../protocol/messages/remove-raft-voter';
import { updateRaftVoterApi } from '../../protocol/messages/update-raft-voter';
import { voteApi } from '../../protocol/messages/vote';
import { KafkaError } from '../../protocol/kafka-error';
import type { Api } from '../../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../../protocol/schema/struct';
import { formatStorage } from '../../interbroker/format-storage';
import type { QuorumService } from '../../interbroker/quorum/quorum-service';
import { readMetaProperties } from '../../interbroker/meta-properties';
import { RaftDriver } from '../../interbroker/raft-driver';
import type { LeaderAndEpoch, MetadataLogListener } from '../../metadata/metadata-log-listener';
import type { Peers } from '../../replication/peers';
import { SimClock } from '../sim-clock';
import { SimFileSystem } from '../sim-file-system';
import { SimRandom } from '../sim-random';

const directory = '/data/broker';
const clusterId = 'test-cluster';
const latencyMs = 1;

/** What one node was told of the metadata: the values in order, a snapshot in place of what came before. */
export class RecordedMetadata implements MetadataLogListener {
  values: string[] = [];
  leaders: LeaderAndEpoch[] = [];
  snapshots = 0;
  nextOffset = 0;

  onCommit(batches: Parameters<MetadataLogListener['onCommit']>[0]): Promise<void> {
    for (const { values, lastOffset } of batches) {
      if (lastOffset < this.nextOffset) throw new Error(`offset ${lastOffset} was delivered already`);
      this.nextOffset = lastOffset + 1;
      this.values.push(...values.map(String));
    }
    return Promise.resolve();
  }

  onSnapshot({ values, endOffset }: Parameters<MetadataLogListener['onSnapshot']>[0]): Promise<void> {
    this.values = values.map(String);
    this.nextOffset = endOffset;
    this.snapshots += 1;
    return Promise.resolve();
  }

  onLeaderChange(leader: LeaderAndEpoch): void {
    this.leaders.push(leader);
  }
}

interface ClusterNode {
  readonly id: number;
  fileSystem: SimFileSystem;
  /** Undefined while the process is down. */
  process: { readonly driver: RaftDriver; readonly metadata: RecordedMetadata } | undefined;
  failures: string[];
}

interface Waiting {
  readonly nodeId: number;
  readonly reject: (error: Error) => void;
}

type Handler = (service: QuorumService, request: never) => Promise<unknown>;

const handlers = new Map<number, Handler>([
  [voteApi.key, (service, request) => service.handleVote(request)],
  [beginQuorumEpochApi.key, (service, request) => service.handleBeginQuorumEpoch(request)],
  [endQuorumEpochApi.key, (service, request) => service.handleEndQuorumEpoch(request)],
  [fetchApi.key, (service, request) => service.handleFetch(request)],
  [fetchSnapshotApi.key, (service, request) => service.handleFetchSnapshot(request)],
  [addRaftVoterApi.key, (service, request) => service.handleAddRaftVoter(request)],
  [removeRaftVoterApi.key, (service, request) => service.handleRemoveRaftVoter(request)],
  [updateRaftVoterApi.key, (service, request) => service.handleUpdateRaftVoter(request)],
]);

/** Raft drivers over disks and a clock in memory, which call each other through the codec and nothing else. */
export class DriverCluster {
  readonly clock = new SimClock();
  readonly nodes = new Map<number, ClusterNode>();
  readonly #random = new SimRandom(1);
  readonly #snapshotBytes: number;
  readonly #waiting = new Set<Waiting>();

  private constructor(snapshotBytes: number) {
    this.#snapshotBytes = snapshotBytes;
  }

  /** So many voters, and so many nodes that join. */
  static async create({ voters = 3, joining = 0, snapshotBytes = Number.MAX_SAFE_INTEGER } = {}): Promise<DriverCluster> {
    const cluster = new DriverCluster(snapshotBytes);
    const ids = Array.from({ length: voters + joining }, (_, index) => index + 1);
    const voterSet = ids.slice(0, voters).map((id) => ({ id, directoryId: `D${String(id).padStart(20, 'A')}A` }));
    for (const id of ids) {
      const node: ClusterNode = { id, fileSystem: new SimFileSystem(cluster), process: undefined, failures: [] };
      cluster.nodes.set(id, node);
      await cluster.#format(node, voterSet.find((voter) => voter.id === id)?.directoryId, voterSet);
    }
    return cluster;
  }

  async #format({ id, fileSystem }: ClusterNode, directoryId?: string, voters?: { id: number; directoryId: string }[]) {
    await fileSystem.makeDirectory('/data');
    await fileSystem.syncDirectory('/');
    const options = { fileSystem, random: this.#random, directory, nodeId: id, clusterId };
    if (directoryId === undefined) await formatStorage({ ...options, voters: 'none' });
    else await formatStorage({ ...options, directoryId, ...(voters === undefined ? {} : { voters }) });
  }

  node(id: number): ClusterNode {
    const node = this.nodes.get(id);
    if (node === undefined) throw new Error(`there is no node ${id}`);
    return node;
  }

  driver(id: number): RaftDriver {
    const { process } = this.node(id);
    if (process === undefined) throw new Error(`node ${id} is down`);
    return process.driver;
  }

  metadata(id: number): RecordedMetadata {
    const { process } = this.node(id);
    if (process === undefined) throw new Error(`node ${id} is down`);
    return process.metadata;
  }

  async start(...ids: readonly number[]): Promise<void> {
    for (const id of ids) {
      const node = this.node(id);
      const { fileSystem } = node;
      const properties = await readMetaProperties(fileSystem, directory);
      if (properties === undefined) throw new Error('not formatted');
      const metadata = new RecordedMetadata();
      const { clock } = this;
      const driver = await RaftDriver.open({
        platform: { clock, timers: clock, random: new SimRandom(id), fileSystem, logger: this.#loggerOf(node) },
        directory,
        properties,
        segmentBytes: 1024 * 1024,
        segmentMs: Number.MAX_SAFE_INTEGER,
        peers: this.#peersOf(id),
        endpoints: [{ name: 'INTERNAL', host: 'localhost', port: 19090 + id }],
        bootstrapIds: [...this.nodes.keys()],
        config: { autoJoin: true },
        snapshots: {
          bytesMax: this.#snapshotBytes,
          intervalMs: 0,
          recordsOf: () => metadata.values.map((value) => Buffer.from(value)),
        },
      });
      node.process = { driver, metadata };
      void driver.failed.then((error) => node.failures.push(error.message));
      await driver.start(metadata);
    }
  }

  #loggerOf(node: ClusterNode): Logger {
    const nothing = () => undefined;
    return { debug: nothing, info: nothing, warn: nothing, error: (message) => node.failures.push(message) };
  }

  /** `kill -9`, or a power failure, which loses what was not synced. */
  kill(id: number, { losesPower = false } = {}): void {
    const node = this.node(id);
    node.process = undefined;
    if (losesPower) node.fileSystem.crash();
    else node.fileSystem.killProcess();
    for (const waiting of this.#waiting) {
      if (waiting.nodeId !== id) continue;
      this.#waiting.delete(waiting);
      this.clock.after(latencyMs, () => {
        waiting.reject(new KafkaError('NETWORK_EXCEPTION', `Node ${id} closed the connection.`));
      });
    }
  }

  /** Replaces the node's disk by an empty one. */
  async wipe(id: number): Promise<void> {
    this.kill(id);
    const node = this.node(id);
    node.fileSystem = new SimFileSystem(this);
    await this.#format(node);
  }

  #peersOf(from: number): Peers {
    const started = this.node(from);
    const { fileSystem } = started;
    const isAlive = () => started.process !== undefined && started.fileSystem === fileSystem;
    return {
      request: (to, _lane, api, request, options) =>
        isAlive() || started.process === undefined ? this.#request(to, api, request, options) : new Promise(() => undefined),
      isRefused: (error) => error instanceof Error && error.cause instanceof TransportError,
    };
  }

  #request<Request extends Fields, Response extends Fields>(
    to: number,
    api: Api<Request, Response>,
    request: StructInput<Request>,
    { timeoutMs }: { readonly timeoutMs: number },
  ): Promise<StructValue<Response>> {
    const version = api.request.versions.max;
    const bytes = api.request.encode(version, request);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { nodeId: to, reject };
      this.#waiting.add(waiting);
      const fail = (error: Error) => {
        if (this.#waiting.delete(waiting)) reject(error);
      };
      const timer = this.clock.after(timeoutMs, () => {
        fail(new KafkaError('REQUEST_TIMED_OUT', `Node ${to} did not answer in time.`));
      });
      this.clock.after(latencyMs, () => {
        const handler = handlers.get(api.key);
        const service = this.nodes.get(to)?.process?.driver.service;
        if (service === undefined || handler === undefined) {
          const cause = new TransportError('ECONNREFUSED', 'refused');
          fail(new KafkaError('NETWORK_EXCEPTION', `Nobody listens at node ${to}.`, { cause }));
          return;
        }
        handler(service, api.request.decode(bytes, version) as never).then(
          (response) => {
            const answer = api.response.encode(version, response as StructInput<Response>);
            this.clock.after(latencyMs, () => {
              timer.cancel();
              if (this.#waiting.delete(waiting)) resolve(api.response.decode(answer, version));
            });
          },
          (error: unknown) => {
            fail(new KafkaError('NETWORK_EXCEPTION', String(error)));
          },
        );
      });
    });
  }

  get leader(): RaftDriver | undefined {
    const drivers = [...this.nodes.values()].flatMap(({ process }) => (process === undefined ? [] : [process.driver]));
    return drivers.find((driver) => driver.status().isLeader && driver.status().highWatermark === driver.nextOffset);
  }

  /** Lets time pass until the condition holds; resolves to how many milliseconds that took. */
  async until(what: string, isTrue: () => boolean, limitMs = 10_000): Promise<number> {
    const startMs = this.clock.monotonicMs();
    await this.clock.advance(0);
    while (!isTrue()) {
      if (this.clock.monotonicMs() - startMs > limitMs) throw new Error(`${what}: not within ${limitMs} ms`);
      await this.clock.advance(1);
    }
    return this.clock.monotonicMs() - startMs;
  }

  /** A leader that has committed everything it has. */
  async untilLeader(): Promise<RaftDriver> {
    await this.until('a leader', () => this.leader !== undefined);
    const { leader } = this;
    if (leader === undefined) throw new Error('the leader is gone');
    return leader;
  }

  /** Appends as the leader and waits until it is committed. */
  async append(...texts: readonly string[]): Promise<void> {
    const leader = await this.untilLeader();
    let isCommitted = false;
    const { committed } = leader.append(
      leader.leader.epoch,
      texts.map((text) => Buffer.from(text)),
    );
    void committed.then(() => {
      isCommitted = true;
    });
    await this.until('the commit', () => isCommitted);
  }

  /** Waits until every running node was told exactly these values. */
  async untilAllHave(values: readonly string[]): Promise<void> {
    const wanted = values.join();
    const have = () =>
      [...this.nodes.values()].every(({ process }) => process === undefined || process.metadata.values.join() === wanted);
    await this.until('the values everywhere', have);
  }
}
