import type { UnifiedLog } from '../../log/unified-log';
import type { MetadataImage } from '../../metadata/metadata-image';
import type { Partition } from '../../replication/partition';
import type { SimCluster } from '../cluster/sim-cluster';
import type { SimNode } from '../cluster/sim-node';
import type { Report } from '../workload/history';
import type { SimTopic } from '../workload/sim-topic';
import { CommittedLedger } from './committed-ledger';
import type { Coverage } from './coverage';
import { MetadataAgreement } from './metadata-agreement';

/** What a replica's log was like when it was last looked at. */
interface Seen {
  readonly log: UnifiedLog;
  highWatermark: number;
  logStartOffset: number;
  logEndOffset: number;
  leaderEpoch: number;
}

interface InvariantsOptions {
  readonly cluster: SimCluster;
  readonly topics: readonly SimTopic[];
  /** What replicas have is there after any fault of this run. */
  readonly replicasKeepAll: boolean;
  readonly report: Report;
  readonly coverage: Coverage;
}

const metadataLog = '__cluster_metadata-0';

/** Looks inside the brokers while they run: what must hold at every moment, whatever happens. */
export class Invariants {
  readonly #options: InvariantsOptions;
  readonly #metadata: MetadataAgreement;
  readonly #seen = new Map<string, Seen>();
  readonly #ledgers = new Map<string, CommittedLedger>();
  /** Who led in which epoch: the quorum, and each partition. */
  readonly #leaders = new Map<string, number>();
  readonly #quorumSeen = new Map<string, { epoch: number; highWatermark: number }>();

  constructor(options: InvariantsOptions) {
    this.#options = options;
    this.#metadata = new MetadataAgreement(options);
  }

  get newestImage(): MetadataImage | undefined {
    return this.#metadata.newest;
  }

  check(): void {
    for (const node of this.#options.cluster.nodes) this.#checkNode(node);
  }

  #checkNode(node: SimNode): void {
    const { broker, process } = node;
    if (broker === undefined || process === undefined) return;
    const { services } = broker;
    const { name: life } = process;
    this.#metadata.check(life, services.metadata.image);
    this.#checkQuorum(node, life, services.metadataLog);
    for (const partition of services.replicaManager.partitions()) this.#checkReplica(node, life, partition);
  }

  #checkQuorum(
    node: SimNode,
    life: string,
    { leader, highWatermark }: { leader: { leaderId: number; epoch: number }; highWatermark: number },
  ): void {
    const { report } = this.#options;
    const { leaderId, epoch } = leader;
    if (leaderId >= 0) this.#checkOneLeader('the metadata quorum', epoch, leaderId);
    const before = this.#quorumSeen.get(life);
    if (before !== undefined && epoch < before.epoch)
      report('quorum epochs go forward', `${life} went from epoch ${before.epoch} to ${epoch}`);
    if (before !== undefined && highWatermark < before.highWatermark)
      report('the quorum’s high watermark never goes back', `${life}: ${before.highWatermark} to ${highWatermark}`);
    if (before?.highWatermark === highWatermark && before.epoch === epoch) return;
    this.#quorumSeen.set(life, { epoch, highWatermark });
    const directory = `${node.directory}/${metadataLog}`;
    this.#ledger(metadataLog).check(life, node.machine.disk, directory, { logStartOffset: 0, highWatermark });
  }

  #checkOneLeader(what: string, epoch: number, leader: number): void {
    const key = `${what} ${epoch}`;
    const known = this.#leaders.get(key);
    if (known === undefined) this.#leaders.set(key, leader);
    else if (known !== leader)
      this.#options.report('one leader per epoch', `${what} is led by ${known} and ${leader} in ${epoch}`);
  }

  #checkReplica(node: SimNode, life: string, partition: Partition): void {
    const { log, name, leaderEpoch, isLeader } = partition;
    const { highWatermark, logStartOffset, logEndOffset } = log;
    const { report, coverage } = this.#options;
    if (isLeader) this.#checkOneLeader(`${name} ${log.topicId}`, leaderEpoch, node.id);
    const key = `${life} ${name} ${log.topicId}`;
    const before = this.#seen.get(key);
    const isDurable = this.#isDurable(partition);
    const now = { log, highWatermark, logStartOffset, logEndOffset, leaderEpoch };
    if (before?.log === log) {
      if (logEndOffset < before.logEndOffset) coverage.reached('a replica cut its log');
      if (leaderEpoch < before.leaderEpoch)
        report('leader epochs go forward', `${node.name} ${name}: ${before.leaderEpoch} to ${leaderEpoch}`);
      const isAsBefore = highWatermark === before.highWatermark && logStartOffset === before.logStartOffset;
      if (highWatermark < before.highWatermark && isDurable)
        report('the high watermark never goes back', `${node.name} ${name}: ${before.highWatermark} to ${highWatermark}`);
      if (logStartOffset < before.logStartOffset && isDurable)
        report('the log start never goes back', `${node.name} ${name}: ${before.logStartOffset} to ${logStartOffset}`);
      if (logStartOffset > before.logStartOffset) coverage.reached('a segment was removed');
      Object.assign(before, now);
      if (isAsBefore) return;
    } else this.#seen.set(key, now);
    if (logStartOffset > highWatermark || highWatermark > logEndOffset)
      report('start ≤ high watermark ≤ end', `${node.name} ${name}: ${logStartOffset}, ${highWatermark}, ${logEndOffset}`);
    if (!isDurable) return;
    this.#ledger(`${name} ${log.topicId}`).check(life, node.machine.disk, log.directory, log);
    if (isLeader && this.#options.replicasKeepAll) this.#checkInSync(node, partition);
  }

  /** What a leader counts as committed, every in-sync replica has. */
  #checkInSync(node: SimNode, { name, isr, log, topicPartition, topicId }: Partition): void {
    for (const other of this.#options.cluster.nodes) {
      if (other === node || !isr.includes(other.id)) continue;
      const replica = other.broker?.services.logManager.get(topicPartition);
      if (replica?.topicId !== topicId || replica.logEndOffset >= log.highWatermark) continue;
      const what = `${node.name} has ${log.highWatermark} of ${name} committed, ${other.name} ends at ${replica.logEndOffset}`;
      this.#options.report('in-sync replicas have what is committed', what);
    }
  }

  #isDurable({ topicPartition }: Partition): boolean {
    const topic = this.#options.topics.find(({ name }) => name === topicPartition.topic);
    return topic?.isDurable === true && topic.isLasting;
  }

  #ledger(name: string): CommittedLedger {
    let ledger = this.#ledgers.get(name);
    if (ledger === undefined) {
      ledger = new CommittedLedger(name, this.#options.report);
      this.#ledgers.set(name, ledger);
    }
    return ledger;
  }
}
