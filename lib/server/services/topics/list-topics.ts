import type { TopicListQuery, TopicPage, TopicSort, TopicSummary } from '@/lib/contracts/topic';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { pageAges, sortAges, type SampleAges } from '../../sampling/cluster-sampler';
import type { ServiceContext } from '../../service-context';
import { withoutSilent } from '../../sampling/without-silent';
import { within } from '../../within';
import { topicSummaryOf } from './topic-views';

const lastMessageAgeMs = 1_900;
const groupsAgeMs = 1_900;
/** What a silent broker keeps to itself is shown as not known. */
const patienceMs = 2_000;

/** One page of topics. Only the topics on the page are asked about, unless the order depends on all of them. */
export async function listTopics({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; query: TopicListQuery; ages?: SampleAges };
}): Promise<TopicPage> {
  const { client, sampler, groups, watch, supervisor } = ctx.runtime.cluster(input.cluster);
  const { q, internal, sort, page, pageSize } = input.query;
  const withGroups = input.query.withGroups === true || isOfGroups(sort);
  const [metadata] = await Promise.all([client.metadata(), supervisor?.state()]);
  const all = [...withoutSilent(metadata, watch.silent).topics.values()];
  const needle = q.toLowerCase();
  const matching = all.filter(({ name }) => name.toLowerCase().includes(needle));
  const shown = internal ? matching : matching.filter((topic) => !topic.internal);
  if (isOfGroups(sort)) {
    await within(patienceMs, groups.sample(shown, sortAges.endsMs));
  } else if (isSampled(sort)) {
    const samples = [sampler.sample(shown, sortAges)];
    if (needsLast(sort)) samples.push(sampler.sampleLastMessages(shown, 10_000));
    await within(patienceMs, Promise.all(samples));
  }
  const summaryOf = (topic: TopicMetadata): TopicSummary =>
    topicSummaryOf(sampler, topic, withGroups ? groups.last(topic) : undefined);
  const sorted = sortTopics(summaryOf, shown, sort);
  const pageTopics = sorted.slice((page - 1) * pageSize, page * pageSize);
  const samples = [
    sampler.sample(pageTopics, input.ages ?? pageAges),
    sampler.sampleLastMessages(pageTopics, lastMessageAgeMs),
    sampler.sampleConfigs(pageTopics),
    ...(withGroups ? [groups.sample(pageTopics, groupsAgeMs)] : []),
  ];
  await within(patienceMs, Promise.all(samples));
  const sampledAt = shown
    .map((topic) => (isOfGroups(sort) ? groups.last(topic)?.atMs : sampler.state(topic).endsAtMs) ?? 0)
    .filter((atMs) => atMs > 0);
  return {
    topics: pageTopics.map(summaryOf),
    total: shown.length,
    totalUnfiltered: all.length,
    internalHidden: matching.length - shown.length,
    page,
    pageSize,
    sortSampledAtMs: isSampled(sort) && sampledAt.length > 0 ? Math.min(...sampledAt) : null,
  };
}

function isSampled(sort: TopicSort): boolean {
  return !['name', 'partitions', 'replicas'].includes(sort.replace('-', ''));
}

function isOfGroups(sort: TopicSort): boolean {
  return ['groups', 'lag'].includes(sort.replace('-', ''));
}

function needsLast(sort: TopicSort): boolean {
  return sort === 'last' || sort === '-last';
}

function sortTopics(
  summaryOf: (topic: TopicMetadata) => TopicSummary,
  topics: readonly TopicMetadata[],
  sort: TopicSort,
): TopicMetadata[] {
  const descending = sort.startsWith('-');
  const keyed = topics.map((topic) => ({ topic, key: sortKey(summaryOf(topic), sort) }));
  keyed.sort((a, b) => {
    const byKey = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    if (byKey !== 0) return descending ? -byKey : byKey;
    return a.topic.name < b.topic.name ? -1 : 1;
  });
  return keyed.map(({ topic }) => topic);
}

function sortKey(topic: TopicSummary, sort: TopicSort): string | number {
  switch (sort) {
    case 'name':
    case '-name':
      return topic.name;
    case 'partitions':
    case '-partitions':
      return topic.partitions;
    case 'replicas':
    case '-replicas':
      return topic.replicationFactor;
    case 'messages':
    case '-messages':
      return Number(topic.messageCount ?? -1);
    case 'size':
    case '-size':
      return topic.sizeBytes ?? -1;
    case 'last':
    case '-last':
      return topic.lastMessageAtMs ?? -1;
    case 'rate':
    case '-rate':
      return topic.messagesPerSecond ?? -1;
    case 'groups':
    case '-groups':
      return topic.groups ?? -1;
    case 'lag':
    case '-lag':
      return Number(topic.lag ?? -1);
  }
}
