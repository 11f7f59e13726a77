import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { configList } from '@/lib/contracts/config';
import { topicGroups } from '@/lib/contracts/group';
import { topicHistogram, type HistogramQuery } from '@/lib/contracts/histogram';
import type { OffsetsSnapshot } from '@/lib/contracts/stream';
import { topicDetail, topicPage, type TopicListQuery } from '@/lib/contracts/topic';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsSettled, staleMsWhileLive } from '../stale-times';

export const topicKeys = {
  all: (cluster: string) => ['clusters', 'topics', cluster] as const,
  lists: (cluster: string) => [...topicKeys.all(cluster), 'list'] as const,
  list: (cluster: string, query: TopicListQuery) => [...topicKeys.lists(cluster), query] as const,
  topic: (cluster: string, topic: string) => [...topicKeys.all(cluster), 'topic', topic] as const,
  detail: (cluster: string, topic: string) => [...topicKeys.topic(cluster, topic), 'detail'] as const,
  offsets: (cluster: string, topic: string) => [...topicKeys.topic(cluster, topic), 'offsets'] as const,
  configs: (cluster: string, topic: string) => [...topicKeys.topic(cluster, topic), 'configs'] as const,
  histograms: (cluster: string, topic: string) => [...topicKeys.topic(cluster, topic), 'histogram'] as const,
  histogram: (cluster: string, topic: string, query: HistogramQuery) => [...topicKeys.histograms(cluster, topic), query] as const,
  groups: (cluster: string, topic: string) => [...topicKeys.topic(cluster, topic), 'groups'] as const,
};

/** Kept fresh by the `topics` channel. The last page stays in sight while the next one comes. */
export function topicListQuery(cluster: string, query: TopicListQuery) {
  return queryOptions({
    queryKey: topicKeys.list(cluster, query),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'topics'], query), { schema: topicPage, signal }),
    staleTime: staleMsWhileLive,
    placeholderData: keepPreviousData,
  });
}

export function topicDetailQuery(cluster: string, topic: string) {
  return queryOptions({
    queryKey: topicKeys.detail(cluster, topic),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'topics', topic]), { schema: topicDetail, signal }),
    staleTime: staleMsSettled,
  });
}

/** Written by the `offsets` channel alone. */
export function topicOffsetsQuery(cluster: string, topic: string) {
  return queryOptions<OffsetsSnapshot>({
    queryKey: topicKeys.offsets(cluster, topic),
    queryFn: skipToken,
    staleTime: staleMsWhileLive,
  });
}

export function topicConfigsQuery(cluster: string, topic: string) {
  return queryOptions({
    queryKey: topicKeys.configs(cluster, topic),
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'configs']), { schema: configList, signal }),
    staleTime: staleMsSettled,
  });
}

/** Kept fresh by the `topic-groups` channel. */
export function topicGroupsQuery(cluster: string, topic: string) {
  return queryOptions({
    queryKey: topicKeys.groups(cluster, topic),
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'groups']), { schema: topicGroups, signal }),
    staleTime: staleMsWhileLive,
  });
}

/** A picture that may be a little old: a topic that is written to is drawn again every so often. */
export function topicHistogramQuery(cluster: string, topic: string, query: HistogramQuery) {
  return queryOptions({
    queryKey: topicKeys.histogram(cluster, topic, query),
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'histogram'], query), { schema: topicHistogram, signal }),
    staleTime: staleMsSettled,
    refetchInterval: query.to === undefined ? staleMsSettled : false,
    placeholderData: keepPreviousData,
  });
}
