import type { JobEvents } from '@/lib/contracts/job';
import type { CopyRequest, TransferProgress, TransferResult } from '@/lib/contracts/transfer';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
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

/** Copies records to another topic, byte for byte. Fails before the first one when it can. */
export async function copyRecords({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: CopyInput;
}): Promise<SseConnection<JobEvents<TransferProgress, TransferResult>>> {
  const { client } = ctx.runtime.cluster(input.cluster);
  const { request, cluster, dryRun } = input;
  const topic = await client.topic(input.topic);
  const target = await client.topic(request.target, 0);
  mustNotBeInternal(target);
  if (target.name === topic.name)
    throw new ServiceError('INVALID_REQUEST', 'A topic is not copied into itself.', { field: 'target' });
  if (request.placement === 'same') mustHavePartitions(target, Math.max(...chosenPartitions(topic, request.p)));
  const partitionOf = placementOf(request.placement, target.partitions.length);
  return transferRecords(ctx, {
    cluster,
    topic,
    source: request,
    options: request,
    dryRun,
    target,
    route: (read, timestampMs) => ({ topic: target, partition: partitionOf(read), record: sameRecord(read, timestampMs) }),
  });
}

function mustHavePartitions(target: TopicMetadata, highest: number): void {
  if (target.partitions.length > highest) return;
  throw new ServiceError('INVALID_PARTITIONS', `${target.name} has no partition ${highest}: records cannot keep theirs.`, {
    field: 'placement',
    details: { topic: target.name, partitions: target.partitions.length },
  });
}
