import { UnreachableError } from './first-that-answers';
import type { KafkaClient } from './kafka-client';

/** A first word with the cluster. Brokers that hang up are asked again; nobody at any address is not worth a retry. */
export async function reachCluster(client: KafkaClient): Promise<void> {
  const unreachable = await client.retrying(async () => {
    try {
      await client.metadata([]);
      return undefined;
    } catch (error) {
      if (error instanceof UnreachableError) return error;
      throw error;
    }
  });
  if (unreachable !== undefined) throw unreachable;
}
