import type { ClusterClient } from '../../kafka/cluster-client';
import { ServiceError } from '../../service-error';

const leadersMsMax = 10_000;
const pollMs = 50;

/** Resolves when the topic has that many partitions and each has a leader that the console sees. */
export async function untilLed(client: ClusterClient, name: string, partitions: number): Promise<void> {
  const deadline = Date.now() + leadersMsMax;
  for (;;) {
    const topic = await client.topic(name, 0).catch((error: unknown) => {
      if (error instanceof ServiceError && error.code === 'TOPIC_NOT_FOUND') return undefined;
      throw error;
    });
    if (topic?.partitions.length === partitions && topic.partitions.every(({ leader }) => leader >= 0)) break;
    if (Date.now() > deadline) {
      throw new ServiceError('LEADER_NOT_AVAILABLE', `Not every new partition of ${name} has a leader yet.`, { retriable: true });
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  await client.metadata(0);
}
