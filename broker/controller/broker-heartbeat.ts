import type { BrokerImage } from '../metadata/metadata-image';
import { errorCodes } from '../protocol/error-codes';
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from '../protocol/messages/broker-heartbeat';
import { registeredBroker } from './broker-epoch';
import type { ControllerResult, ControllerState } from './controller-result';
import { beginControlledShutdown, fenceBroker, unfenceBroker } from './fence-broker';
import { allPartitions } from './partition-changes';

/**
 * What a broker is to the controller, by its image. Actions come with its heartbeats:
 *
 *   fenced         wantShutDown → may stop at once · ready and caught up with its registration → unfenced, unless it
 *                  was shutting down: then only a new process can be
 *   unfenced       wantFence → fenced · wantShutDown → shutting down, or fenced and may stop when it leads nothing
 *   shutting down  leads nothing, and every active broker has seen who leads instead → fenced and may stop
 */
type BrokerState = 'fenced' | 'unfenced' | 'shutting-down';

function stateOf({ fenced, inControlledShutdown }: BrokerImage): BrokerState {
  if (fenced) return 'fenced';
  return inControlledShutdown ? 'shutting-down' : 'unfenced';
}

/** A heartbeat that changes nothing has no records. `isHandedOver`: the active brokers know the metadata since the shutdown began. */
export function brokerHeartbeat(
  state: ControllerState,
  request: BrokerHeartbeatRequest,
  isHandedOver: () => boolean,
): ControllerResult<BrokerHeartbeatResponse> {
  const { brokerId, brokerEpoch, currentMetadataOffset, wantFence, wantShutDown } = request;
  const broker = registeredBroker(state.image, brokerId, brokerEpoch);
  const isCaughtUp = currentMetadataOffset >= broker.epoch;
  const answer = (
    records: ControllerResult<unknown>['records'],
    isFenced: boolean,
    shouldShutDown = false,
  ): ControllerResult<BrokerHeartbeatResponse> => ({
    records,
    response: { throttleTimeMs: 0, errorCode: errorCodes.NONE, isCaughtUp, isFenced, shouldShutDown },
    mayBeSplit: true,
  });
  switch (stateOf(broker)) {
    case 'fenced':
      if (wantShutDown) return answer([], true, true);
      return wantFence || !isCaughtUp || broker.inControlledShutdown
        ? answer([], true)
        : answer(unfenceBroker(state, broker), false);
    case 'unfenced':
      if (wantFence) return answer(fenceBroker(state, broker), true, wantShutDown);
      if (!wantShutDown) return answer([], false);
      return leadsSomething(state, brokerId)
        ? answer(beginControlledShutdown(state, broker), false)
        : answer(fenceBroker(state, broker), true, true);
    case 'shutting-down':
      return !leadsSomething(state, brokerId) && isHandedOver()
        ? answer(fenceBroker(state, broker), true, true)
        : answer([], false);
  }
}

function leadsSomething({ image }: ControllerState, brokerId: number): boolean {
  for (const { partition } of allPartitions(image)) if (partition.leader === brokerId) return true;
  return false;
}
