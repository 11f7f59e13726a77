import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from '../protocol/messages/unregister-broker';
import { isActive } from './active-brokers';
import type { ControllerResult, ControllerState } from './controller-result';
import { changePartitions } from './partition-changes';

/** Forgets a broker. Its replicas stay assigned to its id, and whoever has the id later is not trusted with what was on them. */
export function unregisterBroker(
  state: ControllerState,
  { brokerId }: UnregisterBrokerRequest,
): ControllerResult<UnregisterBrokerResponse> {
  const broker = state.image.brokers.get(brokerId);
  if (broker === undefined) throw new KafkaError('BROKER_ID_NOT_REGISTERED', `Broker ${brokerId} is not registered.`);
  const stays = (id: number): boolean => id !== brokerId && isActive(state.image, id);
  const changes = changePartitions(state, ({ partition: { isr, replicas } }) =>
    replicas.includes(brokerId)
      ? { isr: isr.filter((id) => id !== brokerId), isActive: stays, uncleanReplicas: [brokerId] }
      : undefined,
  );
  return {
    records: [...changes, { type: 'UnregisterBroker', value: { brokerId, brokerEpoch: broker.epoch } }],
    response: { throttleTimeMs: 0, errorCode: errorCodes.NONE, errorMessage: null },
    mayBeSplit: true,
  };
}
