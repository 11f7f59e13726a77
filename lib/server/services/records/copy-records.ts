import { zeroUuid } from '@/broker/protocol/primitives/uuid';
import type { JobEvents } from '@/lib/contracts/job';
import type { CopyRequest, TransferProgress, TransferResult } from '@/lib/contracts/transfer';
import type { ClusterHandle } from '../../console-runtime';
import { inCluster } from '../../error-of-cluster';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { mustBeWritable } from '../../must-be-writable';
import { placementOf } from '../../records/placement';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import type { SseConnection } from '../../streams/sse-connection';
import { mustNotBeInternal } from '../topics/must-not-be-internal';
import { chosenPartitions } from './read-page';
import { sameRecord, transferRecords } from './transfer-records';

interface CopyInput {
  readonly cluster: string;
  readonly topic: string;
  readonly request: CopyRequest;
  readonly dryRun: boolean;
}

/** Copies records to another topic, of this or of another cluster, byte for byte. Fails before the first one when it can. */
export async function copyRecords({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: CopyInput;
}): Promise<SseConnection<JobEvents<TransferProgress, TransferResult>>> {
  const { request, dryRun } = input;
  const from = ctx.runtime.cluster(input.cluster);
  const to = ctx.runtime.cluster(request.targetCluster ?? input.cluster);
  mustBeWritable(to.config);
  const areTwo = from !== to;
  const topicIn = ({ client, config }: ClusterHandle, name: string, ageMs?: number): Promise<TopicMetadata> =>
    areTwo ? inCluster(config, () => client.topic(name, ageMs)) : client.topic(name, ageMs);
  const topic = await topicIn(from, input.topic);
  const target = await topicIn(to, request.target, 0);
  mustNotBeInternal(target);
  mustBeAnother({ cluster: from, topic }, { cluster: to, topic: target });
  if (request.placement === 'same') mustHavePartitions(target, Math.max(...chosenPartitions(topic, request.p)));
  const partitionOf = placementOf(request.placement, target.partitions.length);
  return transferRecords(ctx, {
    from,
    to,
    topic,
    source: request,
    options: request,
    dryRun,
    target,
    route: (read, timestampMs) => ({ topic: target, partition: partitionOf(read), record: sameRecord(read, timestampMs) }),
  });
}

interface Place {
  readonly cluster: ClusterHandle;
  readonly topic: TopicMetadata;
}

/** One cluster may be configured twice, under two names: its topics have the same ids. */
function mustBeAnother(from: Place, to: Place): void {
  const isSameCluster = from.cluster === to.cluster || isSame(from.cluster.client.lastMetadata?.clusterId, clusterIdOf(to));
  const isSameTopic = from.topic.id === to.topic.id && from.topic.id !== zeroUuid;
  if (!isSameTopic && !(isSameCluster && from.topic.name === to.topic.name)) return;
  throw new ServiceError('INVALID_REQUEST', 'A topic is not copied into itself.', { field: 'target' });
}

function clusterIdOf({ cluster }: Place): string | null | undefined {
  return cluster.client.lastMetadata?.clusterId;
}

function isSame(a: string | null | undefined, b: string | null | undefined): boolean {
  return typeof a === 'string' && a !== '' && a === b;
}

function mustHavePartitions(target: TopicMetadata, highest: number): void {
  if (target.partitions.length > highest) return;
  throw new ServiceError('INVALID_PARTITIONS', `${target.name} has no partition ${highest}: records cannot keep theirs.`, {
    field: 'placement',
    details: { topic: target.name, partitions: target.partitions.length },
  });
}
