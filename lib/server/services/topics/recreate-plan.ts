import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '@/lib/contracts/error';
import { isUnavailable, type ClusterClient } from '../../kafka/cluster-client';
import { createTopic, type NewTopic } from '../../kafka/topic-admin';
import { ServiceError } from '../../service-error';
import type { TopicShape } from './topic-shape';

/** How a topic would be made again. */
export interface RecreatePlan {
  readonly topic: NewTopic;
  /** Why not every replica is where it was; null: it is. */
  readonly placementRefused: ServiceError | null;
  /** False: the cluster does not say beforehand whether it would make it. */
  readonly isChecked: boolean;
}

/** What clusters answer that want to place replicas themselves, or cannot use a broker that is named. */
const placementRefusals: ReadonlySet<ErrorCode> = new Set([
  'INVALID_REPLICAS',
  'INVALID_REPLICATION_FACTOR',
  'BROKER_NOT_FOUND',
  'POLICY_VIOLATION',
  'UNSUPPORTED_BY_CLUSTER',
  'KAFKA_ERROR',
]);

export function refusesPlacement(error: ServiceError, { assignments }: NewTopic): boolean {
  return assignments !== undefined && placementRefusals.has(error.code);
}

/** The same topic, with the replicas where the cluster wants them. */
export function placedByCluster(topic: NewTopic): NewTopic {
  const { assignments: _, ...counted } = topic;
  return counted;
}

/** The cluster checks the new topic while the old one is still there: what it would refuse then is said before anything is lost. */
export async function planRecreation(client: ClusterClient, shape: TopicShape): Promise<RecreatePlan> {
  const { name, assignments, replicationFactor, configs } = shape;
  const same: NewTopic = { name, partitions: assignments.length, replicationFactor, assignments, configs };
  const refused = await refusalOf(client, same);
  if (refused === undefined) return { topic: same, placementRefused: null, isChecked: true };
  if (refused.code === 'NOT_AUTHORIZED') return { topic: same, placementRefused: null, isChecked: false };
  if (!refusesPlacement(refused, same)) throw refused;
  const topic = placedByCluster(same);
  const refusedToo = await refusalOf(client, topic);
  if (refusedToo !== undefined) throw refusedToo;
  return { topic, placementRefused: refused, isChecked: true };
}

const prefixLengthMax = 230;

/** Asked under a name that nobody has, since its own is taken; it begins the same, as rules about names mostly go by that. */
async function refusalOf(client: ClusterClient, topic: NewTopic): Promise<ServiceError | undefined> {
  const name = `${topic.name.slice(0, prefixLengthMax)}-${randomUUID().slice(0, 8)}`;
  try {
    await createTopic(client, { ...topic, name, validateOnly: true });
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError && !isUnavailable(error)) return error;
    throw error;
  }
}
