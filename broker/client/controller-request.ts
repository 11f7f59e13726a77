import { KafkaError } from '../protocol/kafka-error';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import type { KafkaClient, SendOptions } from './kafka-client';

/**
 * One request to the broker that Metadata calls the controller, which any broker may be: it passes admin requests on. A
 * broker that cannot be reached is replaced by another. Error codes inside the response are the caller's.
 */
export async function askController<Q extends Fields, R extends Fields>(
  client: KafkaClient,
  api: Api<Q, R>,
  request: StructInput<Q>,
  options: SendOptions = {},
): Promise<StructValue<R>> {
  return client.retrying(async () => {
    try {
      return await client.send('controller', api, request, options);
    } catch (error) {
      if (error instanceof KafkaError && error.errorName === 'NETWORK_EXCEPTION') await client.metadata([]);
      throw error;
    }
  });
}
