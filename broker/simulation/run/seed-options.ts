import { compressionNames } from '../../protocol/records/batch-header';
import { SimRandom } from '../sim-random';
import { drawFaults, type FaultTraits } from '../faults/fault-traits';
import type { ProducerTraits } from '../workload/model-producer';
import type { ReaderTraits } from '../workload/model-reader';
import type { MemberTraits } from '../workload/model-group-member';
import type { SimTopic } from '../workload/sim-topic';

export interface GroupTraits {
  readonly id: string;
  readonly topic: SimTopic;
  readonly members: readonly MemberTraits[];
}

/** What a seed runs: drawn from streams of its own per concern, so that one choice does not shift another. */
export interface SeedOptions {
  readonly seed: number;
  readonly brokers: number;
  readonly topics: readonly SimTopic[];
  readonly producers: readonly ProducerTraits[];
  readonly readers: readonly ReaderTraits[];
  readonly groups: readonly GroupTraits[];
  readonly hasAdmin: boolean;
  readonly faults: FaultTraits;
  readonly properties: Readonly<Record<string, string>>;
  /** How much the clocks of machines differ. */
  readonly skew: { readonly rateMax: number; readonly wallMsMax: number };
  /** The share of connections whose bytes arrive in small pieces. */
  readonly tinyChunkShare: number;
}

export function drawSeedOptions(seed: number, wanted: { brokers?: number } = {}): SeedOptions {
  const random = SimRandom.stream(seed, 'options');
  const brokers = wanted.brokers ?? 3;
  const faults = drawFaults(seed, brokers);
  const topics = drawTopics(SimRandom.stream(seed, 'options of topics'), brokers, faults);
  return {
    seed,
    brokers,
    topics,
    producers: drawProducers(SimRandom.stream(seed, 'options of producers'), topics),
    readers: drawReaders(SimRandom.stream(seed, 'options of readers'), topics),
    groups: drawGroups(SimRandom.stream(seed, 'options of groups'), topics),
    hasAdmin: SimRandom.stream(seed, 'options of admin').chance(0.5),
    faults,
    properties: brokerProperties(brokers, faults),
    skew: random.chance(0.5) ? { rateMax: 0, wallMsMax: 0 } : { rateMax: 0.002, wallMsMax: random.pick([50, 5000, 100_000]) },
    tinyChunkShare: random.chance(0.3) ? 0.1 : 0,
  };
}

/** Of topics that do not say otherwise: those of the groups. */
export function defaultMinInsyncReplicas(brokers: number): number {
  return Math.min(2, brokers);
}

function brokerProperties(brokers: number, { flushesAll }: FaultTraits): Record<string, string> {
  return {
    'offsets.topic.num.partitions': '2',
    'min.insync.replicas': String(defaultMinInsyncReplicas(brokers)),
    'group.min.session.timeout.ms': '1000',
    'log.retention.check.interval.ms': '1500',
    'log.flush.offset.checkpoint.interval.ms': '3000',
    'log.flush.start.offset.checkpoint.interval.ms': '3000',
    'replica.high.watermark.checkpoint.interval.ms': '1000',
    ...(flushesAll ? { 'log.flush.interval.messages': '1' } : {}),
  };
}

function drawTopics(random: SimRandom, brokers: number, faults: FaultTraits): SimTopic[] {
  const count = 1 + random.integer(3);
  return Array.from({ length: count }, (_, index) => {
    const replicationFactor = index === 0 || random.chance(0.7) ? Math.min(3, brokers) : 1;
    const minInsyncReplicas = Math.min(1 + random.integer(2), replicationFactor);
    const isLasting = index === 0 || random.chance(0.8);
    const keepsAll = index === 0 || random.chance(0.6);
    const configs: Record<string, string> = {
      'min.insync.replicas': String(minInsyncReplicas),
      'internal.segment.bytes': String(random.pick([1500, 6000, 30_000])),
      'index.interval.bytes': String(random.pick([0, 300, 4096])),
    };
    if (!keepsAll) {
      configs[random.pick(['retention.bytes', 'retention.ms'])] = String(random.pick([3000, 8000]));
      configs['file.delete.delay.ms'] = String(random.pick([1, 2000]));
    }
    return {
      name: `t${index}`,
      partitions: 1 + random.integer(3),
      replicationFactor,
      minInsyncReplicas,
      configs,
      isDurable: faults.isDurable(minInsyncReplicas),
      isLasting,
      keepsAll: keepsAll && isLasting,
    };
  });
}

function drawProducers(random: SimRandom, topics: readonly SimTopic[]): ProducerTraits[] {
  return Array.from({ length: 2 + random.integer(3) }, (_, index) => {
    const acks = index === 0 ? -1 : random.pick([-1, -1, -1, 1, 0] as const);
    const idempotent = acks === -1 && random.chance(0.6);
    return {
      name: `p${index}`,
      topics: index === 0 ? topics : topics.filter(() => random.chance(0.6)).concat(topics.slice(0, 1)),
      acks,
      idempotent,
      inFlightMax: random.pick([1, 5, 5]),
      compression: random.chance(0.8) ? 'none' : random.pick(compressionNames),
      keyed: random.chance(0.4),
      intervalMs: random.pick([25, 50, 100]),
      recordsMax: random.pick([1, 2, 5]),
      valueBytesMax: random.pick([10, 100, 400]),
      requestTimeoutMs: random.pick([600, 1500, 5000]),
      deliveryTimeoutMs: random.pick([3000, 15_000, 60_000]),
    };
  });
}

function drawReaders(random: SimRandom, topics: readonly SimTopic[]): ReaderTraits[] {
  return Array.from({ length: 1 + random.integer(2) }, (_, index) => ({
    name: `r${index}`,
    topic: random.pick(topics),
    seekShare: random.pick([0, 0.005, 0.03]),
    workMsMax: random.pick([0, 20, 200]),
    pollRecordsMax: random.pick([3, 30, 500]),
  }));
}

function drawGroups(random: SimRandom, topics: readonly SimTopic[]): GroupTraits[] {
  const readable = topics.filter(({ keepsAll, isLasting }) => keepsAll && isLasting);
  if (random.chance(0.3)) return [];
  return Array.from({ length: 1 }, (_, index) => ({
    id: `g${index}`,
    topic: random.pick(readable),
    members: Array.from({ length: 1 + random.integer(3) }, (_unused, member) => ({
      name: `g${index}m${member}`,
      instanceId: random.chance(0.3) ? `static-${member}` : null,
      sessionTimeoutMs: random.pick([1500, 3000, 6000]),
      rebalanceTimeoutMs: random.pick([1500, 4000]),
      heartbeatIntervalMs: random.pick([300, 700]),
      commitShare: random.pick([0.1, 0.4]),
      leaveShare: random.pick([0, 0.01, 0.05]),
      workMsMax: random.pick([0, 50, 300]),
    })),
  }));
}
