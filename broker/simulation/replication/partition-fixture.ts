import type { LogConfig } from '../../log/log-config';
import type { UnifiedLog } from '../../log/unified-log';
import type { BrokerImage, PartitionImage } from '../../metadata/metadata-image';
import type { AlteredPartition, PartitionAlteration } from '../../replication/alter-partition-manager';
import { Deferred } from '../../coordinator/runtime/deferred';
import type { KafkaError } from '../../protocol/kafka-error';
import type { FetchedPartition, FetchLimits, FetchPartition } from '../../replication/fetch-partition';
import { fetchRecords, followersKey } from '../../replication/fetch-records';
import { FetchTarget } from '../../replication/fetch-target';
import type { FollowerFetch } from '../../replication/leadership';
import { Partition } from '../../replication/partition';
import { Purgatory } from '../../replication/purgatory';
import { batchOf, openLog, simWorld, topicId, topicPartition, type SimWorld, type TestBatch } from '../sim-log';

/** The broker under test. */
export const localId = 1;

/** A proposed ISR, to be answered by the test. */
interface PendingAlteration extends PartitionAlteration {
  answer(answer: AlteredPartition | KafkaError): void;
}

export function partitionImage(changes: Partial<PartitionImage> = {}): PartitionImage {
  return {
    replicas: [1],
    isr: [1],
    leader: 1,
    leaderEpoch: 0,
    partitionEpoch: 0,
    directories: [],
    addingReplicas: [],
    removingReplicas: [],
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
    leaderRecoveryState: 0,
    ...changes,
  };
}

/** Broker epochs are ten times the broker's id. */
export function brokerImage(id: number, changes: Partial<BrokerImage> = {}): BrokerImage {
  return {
    id,
    epoch: 10 * id,
    incarnationId: topicId,
    directoryIds: [],
    listeners: new Map(),
    rack: null,
    fenced: false,
    inControlledShutdown: false,
    ...changes,
  };
}

/** One replica, of broker 1, with everything around it played by the test. */
export class PartitionFixture {
  readonly world: SimWorld;
  readonly partition: Partition;
  readonly brokers = new Map([1, 2, 3].map((id) => [id, brokerImage(id)]));
  readonly purgatory: Purgatory;
  readonly alterations: PendingAlteration[] = [];
  minInsyncReplicas = 1;

  private constructor(world: SimWorld, log: UnifiedLog) {
    this.world = world;
    const { clock, logger } = world;
    this.purgatory = new Purgatory(clock);
    const check = (name: string): void => {
      this.purgatory.check(name);
      this.purgatory.check(followersKey);
    };
    this.partition = new Partition({
      topicPartition,
      log,
      context: {
        localId,
        clock,
        timers: clock,
        logger,
        lagMsMax: 30_000,
        brokerEpoch: () => 10 * localId,
        broker: (id) => this.brokers.get(id),
        minInsyncReplicas: () => this.minInsyncReplicas,
        alterPartition: (alteration) => this.#propose(alteration),
        onAppended: check,
        onChanged: check,
        onFollowerLogStartMoved: check,
      },
    });
  }

  static async open(config: Partial<LogConfig> = {}, world = simWorld()): Promise<PartitionFixture> {
    return new PartitionFixture(world, await openLog(world, { config }));
  }

  get log(): UnifiedLog {
    return this.partition.log;
  }

  async #propose(alteration: PartitionAlteration): Promise<AlteredPartition> {
    const answered = new Deferred<AlteredPartition | KafkaError>();
    this.alterations.push({
      ...alteration,
      answer: (answer) => {
        answered.resolve(answer);
      },
    });
    const answer = await answered.promise;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  /** Leads with replicas 1, 2 and 3, all in sync unless told otherwise. */
  lead(changes: Partial<PartitionImage> = {}): Promise<void> {
    return this.partition.apply(partitionImage({ replicas: [1, 2, 3], isr: [1, 2, 3], ...changes }));
  }

  append(batch: TestBatch = {}, requiredAcks = -1) {
    return this.partition.append(batchOf(this.world, batch), { requiredAcks, origin: 'client' });
  }

  /** A follower's fetch from that offset on, as far as the leader takes note of it. */
  followerAt(replicaId: number, fetchOffset: number, changes: Partial<FollowerFetch> = {}): void {
    this.partition.noteFollowerFetch({ replicaId, brokerEpoch: 10 * replicaId, fetchOffset, logStartOffset: 0, ...changes });
  }

  async fetch(
    request: Partial<FetchPartition> & { fetchOffset: number },
    limits: Partial<FetchLimits> = {},
  ): Promise<FetchedPartition> {
    const { clock } = this.world;
    const source = {
      replica: () => this.partition,
      nearerReplica: () => -1,
      isThrottled: () => false,
      noteSent: () => undefined,
    };
    const [fetched] = await fetchRecords(
      { source, purgatory: this.purgatory, clock, timers: clock },
      [
        new FetchTarget({
          topicPartition,
          topicId,
          maxBytes: 1_000_000,
          currentLeaderEpoch: -1,
          lastFetchedEpoch: -1,
          logStartOffset: -1,
          highWatermark: Number.MAX_SAFE_INTEGER,
          ...request,
        }),
      ],
      {
        access: { by: 'consumer', isolation: 'read_uncommitted', anyReplica: false, rack: '' },
        minBytes: 1,
        maxBytes: 1_000_000,
        maxWaitMs: 500,
        isOvertaken: () => false,
        reader: 'PLAINTEXT 1',
        ...limits,
      },
    );
    if (fetched === undefined) throw new Error('a fetch answers for every partition');
    return fetched;
  }
}
