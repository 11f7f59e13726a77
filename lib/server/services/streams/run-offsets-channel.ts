import type { OffsetsPartition, OffsetsSnapshot } from '@/lib/contracts/stream';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { recreated } from '../../kafka/partition-reader';
import { liveAges, type ClusterSampler } from '../../sampling/cluster-sampler';
import type { ClusterWatch } from '../../sampling/cluster-watch';
import { sampleTotals } from '../../sampling/topic-series';
import { topicWithoutSilent } from '../../sampling/without-silent';
import { within } from '../../within';
import { digits, partitionDetailsOf } from '../topics/topic-views';
import type { ChannelRun } from './channel-run';
import { poll } from './poll';

const everyMs = 500;
const totalsMs = 1_000;
const partitionHistoryMax = 64;
const topicAgeMs = 400;
/** A broker that is silent must not hold up the news of who leads now: offsets that are late come with the next tick. */
const firstPatienceMs = 800;
const laterPatienceMs = 300;

/** A topic's partitions: all at once, then those that changed, within half a second of the change. */
export function runOffsetsChannel(run: ChannelRun, name: string): Promise<void> {
  const { client, sampler, watch } = run.ctx.runtime.cluster(run.cluster);
  let topicId: string | undefined;
  let sentAtMs = 0;
  let sent = new Map<number, string>();
  return poll(run, everyMs, async () => {
    const topic = topicWithoutSilent(await client.topic(name, topicAgeMs), watch.silent);
    if (topicId !== undefined && topic.id !== topicId) throw recreated(name);
    const patienceMs = topicId === undefined ? firstPatienceMs : laterPatienceMs;
    await within(patienceMs, Promise.all([sampler.sample([topic], liveAges), sampler.sampleConfigs([topic])]));
    if (run.signal.aborted) return;
    const partitions = partitionsOf(sampler, watch, topic);
    const changed = partitions.filter((partition) => sent.get(partition.partition) !== JSON.stringify(partition));
    const now = Date.now();
    if (topicId === undefined)
      run.connection.send('snapshot', { channel: run.id, kind: 'offsets', data: snapshotOf(sampler, topic, partitions) });
    else if (changed.length > 0 || now - sentAtMs >= totalsMs) {
      run.connection.send('offsets', {
        channel: run.id,
        atMs: sampledAt(sampler, topic),
        partitions: changed,
        totals: totalsOf(sampler, topic),
      });
    } else return;
    topicId = topic.id;
    sentAtMs = now;
    sent = new Map(partitions.map((partition) => [partition.partition, JSON.stringify(partition)]));
  });
}

function partitionsOf(sampler: ClusterSampler, watch: ClusterWatch, topic: TopicMetadata): OffsetsPartition[] {
  return partitionDetailsOf(sampler, watch, topic).map(({ messageCount: _, ...partition }) => partition);
}

function totalsOf(sampler: ClusterSampler, topic: TopicMetadata): OffsetsSnapshot['totals'] {
  const { series } = sampler.state(topic);
  const { messageCount, sizeBytes } = sampleTotals(series.last);
  return { messageCount: digits(messageCount), sizeBytes, ...series.totalRates() };
}

function sampledAt(sampler: ClusterSampler, topic: TopicMetadata): number {
  return sampler.state(topic).series.last?.atMs ?? Date.now();
}

function snapshotOf(sampler: ClusterSampler, topic: TopicMetadata, partitions: OffsetsPartition[]): OffsetsSnapshot {
  const { history } = sampler.state(topic).series;
  const withPartitions = topic.partitions.length <= partitionHistoryMax ? topic.partitions : [];
  return {
    topicId: topic.id,
    atMs: sampledAt(sampler, topic),
    partitions,
    totals: totalsOf(sampler, topic),
    exact: sampler.isExact(topic),
    history: history.map(({ atMs, messagesPerSecond, bytesPerSecond }) => ({ atMs, messagesPerSecond, bytesPerSecond })),
    partitionHistory: Object.fromEntries(
      withPartitions.map(({ partition }) => [partition, history.map((point) => point.partitions.get(partition) ?? null)]),
    ),
  };
}
