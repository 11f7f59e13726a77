import { errorCodes } from '../../protocol/error-codes';
import type { InitProducerIdRequest, InitProducerIdResponse } from '../../protocol/messages/init-producer-id';
import type { BrokerServices } from '../broker-services';
import { errorFields } from './error-fields';

/**
 * InitProducerId: v0-5
 *
 * Behaviour: a fresh id with epoch 0 for an idempotent producer; an id is never given out twice. A transactional id is
 * INVALID_REQUEST until there are transactions. An idempotent producer that names its old id (v3, KIP-360) gets a fresh
 * one too, as in Kafka.
 */
export async function handleInitProducerId(
  { producerIds, platform }: BrokerServices,
  { transactionalId }: InitProducerIdRequest,
): Promise<InitProducerIdResponse> {
  if (transactionalId !== null)
    return { throttleTimeMs: 0, errorCode: errorCodes.INVALID_REQUEST, producerId: -1, producerEpoch: -1 };
  try {
    return { throttleTimeMs: 0, errorCode: errorCodes.NONE, producerId: await producerIds.nextProducerId(), producerEpoch: 0 };
  } catch (error) {
    return { throttleTimeMs: 0, errorCode: errorFields(error, platform.logger).errorCode, producerId: -1, producerEpoch: -1 };
  }
}
