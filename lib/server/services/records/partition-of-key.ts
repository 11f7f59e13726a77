import { partitionForKey } from '@/broker/protocol/records/murmur2';
import type { PartitionOfKeyRequest, PartitionOfKeyResponse } from '@/lib/contracts/publish';
import type { ServiceContext } from '../../service-context';
import { bytesOf } from './place-records';

/** Where Kafka's default partitioner puts a key. */
export async function partitionOfKey({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string; request: PartitionOfKeyRequest };
}): Promise<PartitionOfKeyResponse> {
  const topic = await ctx.runtime.cluster(input.cluster).client.topic(input.topic);
  const key = bytesOf(input.request.key, 'key') ?? Buffer.alloc(0);
  return { partition: partitionForKey(key, topic.partitions.length), partitions: topic.partitions.length };
}
