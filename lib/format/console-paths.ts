import type { DecodingQuery } from '@/lib/contracts/decoding';
import { encodePathId } from '@/lib/contracts/path-id';
import { placeKey, type RecordPlace } from './record-place';

/** The pages of the console. Identifiers are encoded so that none can change the path. */
export type TopicTab = 'messages' | 'partitions' | 'publish' | 'groups' | 'config' | 'keys' | 'stats';
export type ClusterSection = 'topics' | 'tail' | 'groups' | 'brokers' | 'lab';

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

interface Compared {
  readonly a: RecordPlace | null;
  /** Without it, it is asked for. */
  readonly b: RecordPlace | null;
  readonly decoding?: DecodingQuery;
}

/** Two records of a topic side by side, and how they are read. */
export function comparePath(cluster: string, topic: string, { a, b, decoding = {} }: Compared): string {
  const search = new URLSearchParams();
  if (decoding.kd !== undefined) search.set('kd', decoding.kd);
  if (decoding.vd !== undefined) search.set('vd', decoding.vd);
  const places = [...(a === null ? [] : [`a=${placeKey(a)}`]), ...(b === null ? [] : [`b=${placeKey(b)}`])];
  return `${clusterPath(cluster, 'topics')}/${encodePathId(topic)}/compare?${[...places, search.toString()].join('&').replace(/&$/, '')}`;
}

export function groupPath(cluster: string, group: string): string {
  return `${clusterPath(cluster, 'groups')}/${encodePathId(group)}`;
}

export function brokerPath(cluster: string, broker: number): string {
  return `${clusterPath(cluster, 'brokers')}/${broker}`;
}
