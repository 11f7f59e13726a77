import { isActive } from '../../controller/active-brokers';
import { emptyImage } from '../../metadata/image-draft';
import type { MetadataImage, PartitionImage, TopicImage } from '../../metadata/metadata-image';
import { decodeMetadataRecord, type MetadataRecord } from '../../metadata/metadata-record';
import { replay } from '../../metadata/replay';
import type { Uuid } from '../../protocol/primitives/uuid';
import type { SimClock } from '../sim-clock';
import { brokenRule } from './check-partition';
import {
  heartbeatOf,
  registrationOf,
  startController,
  testUuid,
  topicsRequest,
  type LoadedController,
} from './controller-fixture';
import type { MemoryMetadataLog } from './memory-metadata-log';
import { metadataText, partitionText } from './metadata-text';
import { ReplicatedLogs } from './replicated-logs';

export type LifeStep =
  | { readonly kind: 'create'; readonly topic: string; readonly replicas: readonly number[]; readonly minIsr: number }
  | { readonly kind: 'delete' | 'elect-preferred' | 'elect-unclean'; readonly topic: string }
  /** A new process; if the stop before was not clean, `keptShare` of its logs is on its disk. */
  | { readonly kind: 'start'; readonly broker: number; readonly isClean: boolean; readonly keptShare: number }
  | { readonly kind: 'wipe' | 'gone' | 'unregister'; readonly broker: number }
  | { readonly kind: 'heartbeat'; readonly broker: number; readonly wantShutDown: boolean }
  | { readonly kind: 'propose-isr'; readonly topic: string; readonly members: readonly number[] }
  | { readonly kind: 'produce'; readonly topic: string; readonly isReplicated: boolean }
  | { readonly kind: 'reassign'; readonly topic: string; readonly replicas: readonly number[] | null }
  | { readonly kind: 'set-min-isr'; readonly topic: string; readonly minIsr: number }
  | { readonly kind: 'new-controller' };

interface LifeBroker {
  epoch: number;
  starts: number;
  wipes: number;
}

/** A cluster of one controller with topics of one partition, of which only the metadata and the ends of logs exist. */
export class ClusterLife {
  readonly #controller: LoadedController;
  readonly #log: MemoryMetadataLog;
  readonly #clock: SimClock;
  readonly #brokers = new Map<number, LifeBroker>();
  readonly #logs: Map<Uuid, ReplicatedLogs>;
  /** After the batches that were checked. */
  #checked: MetadataImage;
  #checkedBatches = 0;

  private constructor(
    started: { controller: LoadedController; log: MemoryMetadataLog; clock: SimClock },
    logs: Map<Uuid, ReplicatedLogs>,
  ) {
    this.#controller = started.controller;
    this.#log = started.log;
    this.#clock = started.clock;
    this.#logs = logs;
    this.#checked = emptyImage(started.controller.image.clusterId);
  }

  static async start(): Promise<ClusterLife> {
    const logs = new Map<Uuid, ReplicatedLogs>();
    const started = await startController({
      brokers: [],
      askReplicaLogInfo: (brokerId, topicPartitions) =>
        Promise.resolve(
          topicPartitions.map((each) => {
            const log = logs.get(each.topicId)?.log(brokerId) ?? [];
            return { ...each, lastEpoch: log.at(-1)?.epoch ?? -1, logEndOffset: log.length };
          }),
        ),
    });
    return new ClusterLife(started, logs);
  }

  get lostCount(): number {
    return [...this.#logs.values()].reduce((sum, { lostCount }) => sum + lostCount, 0);
  }

  /** Lives one step, and checks every change it led to. Throws when a rule is broken. */
  async live(step: LifeStep): Promise<void> {
    await this.#do(step);
    await this.#clock.advance(0);
    this.#checkBatches();
  }

  /** What a replay of the whole log gives must be what the controller decides upon. */
  checkReplay(): void {
    const [replayed, decided] = [metadataText(this.#checked), metadataText(this.#controller.image)];
    for (const [name, text] of decided) {
      if (replayed.get(name) !== text) throw new Error(`${name}: ${String(replayed.get(name))} is replayed, ${text} decided`);
    }
  }

  async #do(step: LifeStep): Promise<void> {
    const controller = this.#controller;
    switch (step.kind) {
      case 'create':
        return this.#create(step.topic, step.replicas, step.minIsr);
      case 'delete':
        await controller.deleteTopics({ topics: [], topicNames: [step.topic], timeoutMs: 0 });
        return;
      case 'elect-preferred':
      case 'elect-unclean': {
        const electionType = step.kind === 'elect-unclean' ? 1 : 0;
        await controller.electLeaders({ electionType, topicPartitions: null, timeoutMs: 0 });
        return;
      }
      case 'start':
        return this.#start(step.broker, step);
      case 'wipe':
        await this.#gone(step.broker);
        this.#broker(step.broker).wipes += 1;
        return this.#start(step.broker, { isClean: false, keptShare: 0 });
      case 'gone':
        return this.#gone(step.broker);
      case 'unregister':
        await controller.unregisterBroker({ brokerId: step.broker });
        return;
      case 'heartbeat': {
        const { epoch } = this.#broker(step.broker);
        const { wantShutDown } = step;
        await controller.brokerHeartbeat(
          heartbeatOf(step.broker, epoch, { currentMetadataOffset: controller.image.offset, wantShutDown }),
        );
        return;
      }
      case 'propose-isr':
        return this.#proposeIsr(step.topic, step.members);
      case 'produce':
        this.#produce(step.topic, step.isReplicated);
        return;
      case 'reassign':
        await controller.alterPartitionReassignments({
          timeoutMs: 0,
          allowReplicationFactorChange: true,
          topics: [{ name: step.topic, partitions: [{ partitionIndex: 0, replicas: step.replicas?.slice() ?? null }] }],
        });
        return;
      case 'set-min-isr': {
        const configs = [{ name: 'min.insync.replicas', configOperation: 0, value: String(step.minIsr) }];
        await controller.incrementalAlterConfigs({
          resources: [{ resourceType: 2, resourceName: step.topic, configs }],
          validateOnly: false,
        });
        return;
      }
      case 'new-controller':
        this.#log.leader = { leaderId: 1, epoch: this.#log.leader.epoch + 1 };
        controller.onLeaderChange(this.#log.leader);
    }
  }

  async #create(name: string, replicas: readonly number[], minIsr: number): Promise<void> {
    const request = topicsRequest([
      {
        name,
        numPartitions: -1,
        replicationFactor: -1,
        assignments: [{ partitionIndex: 0, brokerIds: replicas.slice() }],
        configs: [{ name: 'min.insync.replicas', value: String(minIsr) }],
      },
    ]);
    await this.#controller.createTopics(request);
  }

  async #start(brokerId: number, { isClean, keptShare }: { isClean: boolean; keptShare: number }): Promise<void> {
    const broker = this.#broker(brokerId);
    if (!isClean) for (const logs of this.#logs.values()) logs.cut(brokerId, keptShare);
    broker.starts += 1;
    this.#controller.brokerDisconnected({ brokerId, brokerEpoch: broker.epoch });
    const registered = this.#controller.registerBroker({
      ...registrationOf(brokerId),
      incarnationId: testUuid(`I${broker.starts}I`, brokerId),
      logDirs: [testUuid(`D${broker.wipes}D`, brokerId)],
      previousBrokerEpoch: isClean ? broker.epoch : -1,
    });
    // As long as a new controller waits for brokers it has heard nothing of.
    await this.#clock.advance(200);
    const { errorCode, brokerEpoch = -1 } = await registered;
    if (errorCode === 0) broker.epoch = brokerEpoch;
  }

  async #gone(brokerId: number): Promise<void> {
    await this.#controller.brokerUnreachable({ brokerId, brokerEpoch: this.#broker(brokerId).epoch });
  }

  async #proposeIsr(name: string, wanted: readonly number[]): Promise<void> {
    const { image } = this.#controller;
    const led = this.#led(name);
    if (led === undefined) return;
    const { topic, partition, logs } = led;
    const { leader, leaderEpoch, partitionEpoch, replicas } = partition;
    const members = replicas.filter((id) => id === leader || (wanted.includes(id) && isActive(image, id)));
    for (const id of members) if (!partition.isr.includes(id)) logs.catchUp(partition, id);
    await this.#controller.alterPartition({
      brokerId: leader,
      brokerEpoch: image.brokers.get(leader)?.epoch ?? -1,
      topics: [
        {
          topicId: topic.id,
          partitions: [
            {
              partitionIndex: 0,
              leaderEpoch,
              partitionEpoch,
              newIsr: [],
              newIsrWithEpochs: members.map((id) => ({ brokerId: id, brokerEpoch: image.brokers.get(id)?.epoch ?? -1 })),
              leaderRecoveryState: 0,
            },
          ],
        },
      ],
    });
  }

  #produce(name: string, isReplicated: boolean): void {
    const led = this.#led(name);
    if (led === undefined) return;
    const { partition, logs } = led;
    logs.append(partition);
    if (isReplicated) for (const id of partition.isr) logs.catchUp(partition, id);
  }

  #led(name: string): { topic: TopicImage; partition: PartitionImage; logs: ReplicatedLogs } | undefined {
    const topic = this.#controller.image.topicsByName.get(name);
    const partition = topic?.partitions[0];
    const logs = topic && this.#logs.get(topic.id);
    if (topic === undefined || partition === undefined || logs === undefined || partition.leader === -1) return undefined;
    return { topic, partition, logs };
  }

  #broker(id: number): LifeBroker {
    const broker = this.#brokers.get(id) ?? { epoch: -1, starts: 0, wipes: 0 };
    this.#brokers.set(id, broker);
    return broker;
  }

  #checkBatches(): void {
    for (const { values, lastOffset, epoch } of this.#log.batches.slice(this.#checkedBatches)) {
      for (const value of values) this.#checkRecord(decodeMetadataRecord(value), { offset: lastOffset, epoch });
      this.#checkImage(this.#checked);
    }
    this.#checkedBatches = this.#log.batches.length;
    this.#checkImage(this.#checked);
  }

  #checkRecord(record: MetadataRecord, position: { offset: number; epoch: number }): void {
    const before = this.#checked;
    this.#checked = replay(before, [record], position).image;
    if (record.type === 'Topic') this.#logs.set(record.value.topicId, new ReplicatedLogs());
    if (record.type !== 'PartitionChange') return;
    const { topicId } = record.value;
    const [old] = before.topicsById.get(topicId)?.partitions ?? [];
    const [changed] = this.#checked.topicsById.get(topicId)?.partitions ?? [];
    if (old === undefined || changed === undefined) throw new Error(`a change of topic ${topicId}, which is not there`);
    const epochStep = changed.leaderEpoch - old.leaderEpoch;
    if (changed.partitionEpoch !== old.partitionEpoch + 1 || epochStep < 0 || epochStep > 1)
      throw new Error(`epochs jump from ${partitionText(old)} to ${partitionText(changed)}`);
    if (changed.leader !== old.leader && epochStep === 0)
      throw new Error(`two leaders in one epoch: ${partitionText(old)}, then ${partitionText(changed)}`);
    this.#logs.get(topicId)?.onChange(old, changed);
  }

  #checkImage(image: MetadataImage): void {
    for (const { id, name, partitions } of image.topicsById.values()) {
      const minIsr = Number(image.configs({ type: 'topic', name }).get('min.insync.replicas'));
      for (const partition of partitions) {
        const broken = brokenRule(image, partition, minIsr);
        if (broken !== undefined) throw new Error(`not so: ${broken}. ${name} ${partitionText(partition)}`);
        this.#logs.get(id)?.commit(partition, minIsr);
      }
    }
  }
}
