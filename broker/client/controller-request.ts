import { KafkaError } from '../protocol/kafka-error';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import type { BrokerChoice, KafkaClient, SendOptions } from './kafka-client';

interface ControllerRequestOptions extends SendOptions {
  /** The broker that the request is about: it is asked itself, as long as it lives. */
  brokerId?: number | undefined;
}

/**
 * One request to the broker that Metadata calls the controller, which any broker may be: it passes admin requests on. A
 * broker that cannot be reached is replaced by another. Error codes inside the response are the caller's.
 */
export async function askController<Q extends Fields, R extends Fields>(
  client: KafkaClient,
  api: Api<Q, R>,
  request: StructInput<Q>,
  { brokerId, ...options }: ControllerRequestOptions = {},
): Promise<StructValue<R>> {
  return client.retrying(async () => {
    try {
      return await client.send(await nodeOf(client, brokerId), api, request, options);
    } catch (error) {
      if (error instanceof KafkaError && error.errorName === 'NETWORK_EXCEPTION') await client.metadata([]);
      throw error;
    }
  });
}

async function nodeOf(client: KafkaClient, brokerId: number | undefined): Promise<BrokerChoice> {
  if (brokerId === undefined) return 'controller';
  if (client.knownBroker(brokerId) === undefined) await client.metadata([]);
  return client.knownBroker(brokerId) === undefined ? 'controller' : brokerId;
}
