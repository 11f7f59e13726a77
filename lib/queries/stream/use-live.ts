'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiErrorBody } from '@/lib/contracts/error';
import type { GroupListQuery } from '@/lib/contracts/group';
import type { OffsetsSnapshot, StreamEvent } from '@/lib/contracts/stream';
import type { ReplicaMap, ReplicaMapQuery } from '@/lib/contracts/replicas';
import type { TopicListQuery } from '@/lib/contracts/topic';
import { brokerKeys } from '../brokers/broker-queries';
import { clusterKeys } from '../clusters/cluster-queries';
import { eventKeys } from '../events/event-queries';
import { groupKeys } from '../groups/group-queries';
import { labKeys } from '../lab/lab-queries';
import { replicaKeys } from '../replicas/replica-queries';
import { topicKeys } from '../topics/topic-queries';
import { applyOffsetsPatch } from './offsets-patch';
import { applyReplicasPatch } from './replicas-patch';
import { useChannel, type ChannelRequest } from './use-channel';

/*
 * Each of these keeps one query fresh while its component is mounted: the query's options give what is shown first, the channel
 * replaces it as it changes. The answer is the channel's problem, or null while all is well.
 */

/** Runs the channel and remembers its problem until the next good news. */
function useLiveChannel(
  cluster: string,
  request: ChannelRequest | undefined,
  apply: (event: StreamEvent) => void,
): ApiErrorBody | null {
  const [problem, setProblem] = useState<ApiErrorBody | null>(null);
  useChannel(cluster, request, {
    onEvent: (event) => {
      if (event.event === 'problem') setProblem(event.data.error);
      else if (event.event !== 'end') setProblem(null);
      apply(event);
    },
  });
  return problem;
}

export function useLiveCluster(cluster: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'cluster' }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'cluster')
      queryClient.setQueryData(clusterKeys.detail(cluster), event.data.data);
  });
}

export function useLiveTopics(cluster: string, query: TopicListQuery): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'topics', query }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'topics')
      queryClient.setQueryData(topicKeys.list(cluster, query), event.data.data);
  });
}

/** Fills `topicOffsetsQuery`. */
export function useLiveOffsets(cluster: string, topic: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'offsets', topic }, (event) => {
    const key = topicKeys.offsets(cluster, topic);
    if (event.event === 'snapshot' && event.data.kind === 'offsets') queryClient.setQueryData(key, event.data.data);
    if (event.event !== 'offsets') return;
    const patch = event.data;
    queryClient.setQueryData(key, (shown: OffsetsSnapshot | undefined) =>
      shown === undefined ? shown : applyOffsetsPatch(shown, patch),
    );
  });
}

export function useLiveGroups(cluster: string, query: GroupListQuery): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'groups', query }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'groups')
      queryClient.setQueryData(groupKeys.list(cluster, query), event.data.data);
  });
}

export function useLiveGroup(cluster: string, group: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'group', group }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'group')
      queryClient.setQueryData(groupKeys.detail(cluster, group), event.data.data);
  });
}

export function useLiveTopicGroups(cluster: string, topic: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'topic-groups', topic }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'topic-groups')
      queryClient.setQueryData(topicKeys.groups(cluster, topic), event.data.data);
  });
}

export function useLiveEvents(cluster: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'events' }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'events')
      queryClient.setQueryData(eventKeys.list(cluster), event.data.data);
  });
}

/** Fills `replicaMapQuery`. */
export function useLiveReplicas(cluster: string, query: ReplicaMapQuery): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'replicas', query }, (event) => {
    const key = replicaKeys.map(cluster, query);
    if (event.event === 'snapshot' && event.data.kind === 'replicas') queryClient.setQueryData(key, event.data.data);
    if (event.event !== 'replicas') return;
    const patch = event.data;
    queryClient.setQueryData(key, (shown: ReplicaMap | undefined) =>
      shown === undefined ? shown : applyReplicasPatch(shown, patch),
    );
  });
}

export function useLiveBroker(cluster: string, broker: number): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'broker', broker }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'broker')
      queryClient.setQueryData(brokerKeys.detail(cluster, broker), event.data.data);
  });
}

export function useLiveProof(cluster: string): ApiErrorBody | null {
  const queryClient = useQueryClient();
  return useLiveChannel(cluster, { kind: 'proof' }, (event) => {
    if (event.event === 'snapshot' && event.data.kind === 'proof')
      queryClient.setQueryData(labKeys.proof(cluster), event.data.data);
  });
}
