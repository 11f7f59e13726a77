import type { PartitionDetail, TopicDetail, TopicSummary } from '@/lib/contracts/topic';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import type { ClusterSampler } from '../../sampling/cluster-sampler';
import type { ClusterWatch } from '../../sampling/cluster-watch';
import type { TopicReading } from '../../sampling/group-sampler';
import { sampleTotals } from '../../sampling/topic-series';
import { partitionReplicasOf } from '../replicas/partition-replicas-of';

/** A topic's row from its metadata and last samples. */
export function topicSummaryOf(sampler: ClusterSampler, topic: TopicMetadata, reading?: TopicReading): TopicSummary {
  const state = sampler.state(topic);
  const { messageCount, sizeBytes } = sampleTotals(state.series.last);
  return {
    name: topic.name,
    id: topic.id,
    internal: topic.internal,
    partitions: topic.partitions.length,
    replicationFactor: replicationFactorOf(topic),
    underReplicatedPartitions: topic.partitions.filter(({ isr, replicas }) => isr.length < replicas.length).length,
    leaderlessPartitions: topic.partitions.filter(({ leader }) => leader < 0).length,
    messageCount: digits(messageCount),
    exact: sampler.isExact(topic),
    sizeBytes,
    lastMessageAtMs: state.lastMessageAtMs,
    messagesPerSecond: state.series.totalRates().messagesPerSecond,
    cleanupPolicy: state.facts?.configs.get('cleanup.policy') ?? null,
    groups: reading?.groups ?? null,
    lag: digits(reading?.lag),
    sampledAtMs: state.series.last?.atMs ?? null,
  };
}

export function partitionDetailsOf(sampler: ClusterSampler, watch: ClusterWatch, topic: TopicMetadata): PartitionDetail[] {
  const { series, lags } = sampler.state(topic);
  return topic.partitions.map((metadata) => {
    const { partition, replicas } = metadata;
    const sample = series.last?.partitions.get(partition);
    const count = sample?.start === undefined || sample.end === undefined ? null : Math.max(0, sample.end - sample.start);
    return {
      ...partitionReplicasOf(metadata, watch.movingOf(topic.name, partition)),
      logStartOffset: digits(sample?.start),
      highWatermark: digits(sample?.end),
      messageCount: digits(count),
      sizeBytes: sample?.sizeBytes ?? null,
      ...series.ratesOf(partition),
      replicaLag: replicas.map((broker) => ({ broker, offsetLag: digits(lags.get(`${partition}@${broker}`)) })),
    };
  });
}

export function topicDetailOf(sampler: ClusterSampler, watch: ClusterWatch, topic: TopicMetadata): TopicDetail {
  const state = sampler.state(topic);
  const { messageCount, sizeBytes } = sampleTotals(state.series.last);
  const configs = state.facts?.configs;
  const maxMessageBytes = configs?.get('max.message.bytes');
  return {
    name: topic.name,
    id: topic.id,
    internal: topic.internal,
    replicationFactor: replicationFactorOf(topic),
    partitions: partitionDetailsOf(sampler, watch, topic),
    messageCount: digits(messageCount),
    exact: sampler.isExact(topic),
    sizeBytes,
    lastMessageAtMs: state.lastMessageAtMs,
    ...state.series.totalRates(),
    cleanupPolicy: configs?.get('cleanup.policy') ?? null,
    retentionMs: configs?.get('retention.ms') ?? null,
    retentionBytes: configs?.get('retention.bytes') ?? null,
    maxMessageBytes: maxMessageBytes === undefined || maxMessageBytes === null ? null : Number(maxMessageBytes),
    sampledAtMs: state.series.last?.atMs ?? Date.now(),
  };
}

export function digits(value: number | null | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

function replicationFactorOf(topic: TopicMetadata): number {
  return Math.max(0, ...topic.partitions.map(({ replicas }) => replicas.length));
}
