import { errorCodes } from '../protocol/error-codes';
import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse } from '../protocol/messages/allocate-producer-ids';
import { registeredBroker } from './broker-epoch';
import type { ControllerResult, ControllerState } from './controller-result';
import { producerIdBlockSize } from './limits';

/** The next block of ids, which is written down before it is used: no id is ever given out twice. */
export function allocateProducerIds(
  { image }: ControllerState,
  { brokerId, brokerEpoch }: AllocateProducerIdsRequest,
): ControllerResult<AllocateProducerIdsResponse> {
  registeredBroker(image, brokerId, brokerEpoch);
  const producerIdStart = image.nextProducerId;
  const nextProducerId = producerIdStart + producerIdBlockSize;
  return {
    records: [{ type: 'ProducerIds', value: { brokerId, brokerEpoch, nextProducerId } }],
    response: { throttleTimeMs: 0, errorCode: errorCodes.NONE, producerIdStart, producerIdLen: producerIdBlockSize },
  };
}
