import type { SimCluster } from '../cluster/sim-cluster';
import type { SimNode } from '../cluster/sim-node';
import type { UnifiedLog } from '../../log/unified-log';
import type { Partition } from '../../replication/partition';
import type { Report } from '../workload/history';
import type { SimTopic } from '../workload/sim-topic';
import type { Coverage } from './coverage';
import { CommittedLedger } from './committed-ledger';

/** What a replica's log was like when it was last looked at. */
interface Seen {
  readonly log: UnifiedLog;
  highWatermark: number;
  logStartOffset: number;
  leaderEpoch: number;
}

interface InvariantsOptions {
  readonly cluster: SimCluster;
  readonly topics: readonly SimTopic[];
  readonly report: Report;
  readonly coverage: Coverage;
}

/** Looks inside the brokers while they run: what must hold at every moment, whatever happens. */
export class Invariants {
  readonly #options: InvariantsOptions;
  readonly #seen = new Map<string, Seen>();
  readonly #ledgers = new Map<string, CommittedLedger>();
  readonly #metadataOffsets = new Map<string, number>();

  constructor(options: InvariantsOptions) {
    this.#options = options;
  }

  check(): void {
    for (const node of this.#options.cluster.nodes) this.#checkNode(node);
  }

  #checkNode(node: SimNode): void {
    const { broker, process } = node;
    if (broker === undefined || process === undefined) return;
    const { services } = broker;
    this.#checkMetadata(node, process.name, services.metadata.image.offset);
    for (const partition of services.replicaManager.partitions()) this.#checkReplica(node, process.name, partition);
  }

  #checkMetadata(node: SimNode, life: string, offset: number): void {
    const before = this.#metadataOffsets.get(life) ?? -1;
    if (offset < before) this.#options.report('metadata goes forward', `${node.name} went from ${before} to ${offset}`);
    this.#metadataOffsets.set(life, offset);
  }

  #checkReplica(node: SimNode, life: string, partition: Partition): void {
    const { log, name, leaderEpoch } = partition;
    const { highWatermark, logStartOffset, logEndOffset } = log;
    const { report, coverage } = this.#options;
    const key = `${life} ${name} ${log.topicId}`;
    const before = this.#seen.get(key);
    if (before?.log !== log) {
      this.#seen.set(key, { log, highWatermark, logStartOffset, leaderEpoch });
    } else {
      if (highWatermark === before.highWatermark && logStartOffset === before.logStartOffset) return;
      if (highWatermark < before.highWatermark && this.#isDurable(partition))
        report('the high watermark never goes back', `${node.name} ${name}: ${before.highWatermark} to ${highWatermark}`);
      if (logStartOffset < before.logStartOffset)
        report('the log start never goes back', `${node.name} ${name}: ${before.logStartOffset} to ${logStartOffset}`);
      if (logStartOffset > before.logStartOffset) coverage.reached('a segment was removed');
      if (leaderEpoch < before.leaderEpoch)
        report('leader epochs go forward', `${node.name} ${name}: ${before.leaderEpoch} to ${leaderEpoch}`);
      Object.assign(before, { highWatermark, logStartOffset, leaderEpoch });
    }
    if (logStartOffset > highWatermark || highWatermark > logEndOffset)
      report('start ≤ high watermark ≤ end', `${node.name} ${name}: ${logStartOffset}, ${highWatermark}, ${logEndOffset}`);
    if (this.#isDurable(partition)) this.#ledger(partition).check(life, node.machine.disk, log.directory, log);
  }

  #isDurable(partition: Partition): boolean {
    const topic = this.#options.topics.find(({ name }) => name === partition.topicPartition.topic);
    return topic?.isDurable === true && topic.isLasting;
  }

  #ledger({ name, topicId }: Partition): CommittedLedger {
    const key = `${name} ${topicId}`;
    let ledger = this.#ledgers.get(key);
    if (ledger === undefined) {
      ledger = new CommittedLedger(name, this.#options.report);
      this.#ledgers.set(key, ledger);
    }
    return ledger;
  }
}
