import { errorCodes } from '@/broker/protocol/error-codes';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';
import type { ClusterClient } from './cluster-client';
import type { SendOptions } from './kafkajs-link';

/** Any broker passes it on to the controller, but for those of clusters with ZooKeeper: they refuse, and metadata says who it is. */
export async function sendToController<Q extends Fields, R extends Fields>(
  client: ClusterClient,
  api: Api<Q, R>,
  request: StructInput<Q>,
  codesOf: (answer: StructValue<R>) => readonly number[],
  options?: SendOptions,
): Promise<StructValue<R>> {
  const answer = await client.sendAny(api, request, options);
  if (!codesOf(answer).includes(errorCodes.NOT_CONTROLLER)) return answer;
  const { controllerId } = await client.metadata(0);
  return controllerId < 0 ? answer : client.send(controllerId, api, request, options);
}
