import { encodePathId } from '@/lib/contracts/path-id';

/** The pages of the console. Identifiers are encoded so that none can change the path. */
export type TopicTab = 'messages' | 'partitions' | 'publish' | 'groups' | 'config' | 'keys' | 'stats';
export type ClusterSection = 'topics' | 'groups' | 'brokers' | 'lab';

export function clusterPath(cluster: string, section?: ClusterSection): string {
  const base = `/c/${encodePathId(cluster)}`;
  return section === undefined ? base : `${base}/${section}`;
}

export function topicPath(cluster: string, topic: string, tab: TopicTab = 'messages'): string {
  return `${clusterPath(cluster, 'topics')}/${encodePathId(topic)}/${tab}`;
}

export function recordPath(cluster: string, topic: string, partition: number, offset: string): string {
  return `${topicPath(cluster, topic)}/${partition}/${offset}`;
}

export function groupPath(cluster: string, group: string): string {
  return `${clusterPath(cluster, 'groups')}/${encodePathId(group)}`;
}

export function brokerPath(cluster: string, broker: number): string {
  return `${clusterPath(cluster, 'brokers')}/${broker}`;
}
