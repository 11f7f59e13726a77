import type { ControllerResult, ControllerState } from './controller-result';
import { producerIdBlockSize } from './limits';

export interface ProducerIdBlock {
  readonly firstId: number;
  readonly length: number;
}

/** The next block of ids, which is written down before it is used: no id is ever given out twice. */
export function allocateProducerIds(
  { image }: ControllerState,
  { brokerId, brokerEpoch }: { brokerId: number; brokerEpoch: number },
): ControllerResult<ProducerIdBlock> {
  const firstId = image.nextProducerId;
  const nextProducerId = firstId + producerIdBlockSize;
  return {
    records: [{ type: 'ProducerIds', value: { brokerId, brokerEpoch, nextProducerId } }],
    response: { firstId, length: producerIdBlockSize },
  };
}
