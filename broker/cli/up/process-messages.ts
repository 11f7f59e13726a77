import type { ClusterReport } from '../../server/cluster-change';

/** What the supervisor and a broker process say to each other over Node's IPC channel. */
export type ToBroker =
  | { type: 'start'; directory: string; properties: Record<string, string> }
  /** `wholeCluster`: everybody stops, so there is nobody to hand leaderships over to. */
  | { type: 'stop'; wholeCluster: boolean };

export interface BrokerCounters {
  /** When they were read, so that a rate is over the time between two readings. */
  atMs: number;
  connections: number;
  bytesIn: number;
  bytesOut: number;
  requests: number;
  /** Memory of the process. */
  residentBytes: number;
}

export type FromBroker =
  | { type: 'listening' }
  | { type: 'ready'; nodeId: number; clusterId: string; host: string; port: number }
  | { type: 'failed'; message: string }
  | { type: 'stats'; stats: BrokerCounters }
  | { type: 'event'; report: ClusterReport };

function hasType(value: unknown): value is { type: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Both ends are this program, so a known type is proof enough. */
export function isFromBroker(value: unknown): value is FromBroker {
  return hasType(value) && ['listening', 'ready', 'failed', 'stats', 'event'].includes(String(value.type));
}

export function isToBroker(value: unknown): value is ToBroker {
  return hasType(value) && ['start', 'stop'].includes(String(value.type));
}
