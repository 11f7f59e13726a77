import { errorCodes } from '../../protocol/error-codes';
import type { DescribeClusterRequest, DescribeClusterResponse } from '../../protocol/messages/describe-cluster';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { clusterOperations, operationsNotRequested } from './authorized-operations';
import { controllerIdFor, endpointOf, liveBrokers } from './live-brokers';

/** What endpointType asks for: the brokers' client listeners, or the controllers' (KIP-919). */
const brokerEndpoints = 1;
const controllerEndpoints = 2;

/**
 * DescribeCluster: v0-2
 *
 * Behaviour: as Metadata, without the topics. The controllers' own endpoints are not reached through a client listener:
 * asking for them is MISMATCHED_ENDPOINT_TYPE, any other type UNSUPPORTED_ENDPOINT_TYPE.
 *
 * Version notes: v1 has the endpoint type (KIP-919), v2 lists fenced brokers on request (KIP-1073).
 */
export function handleDescribeCluster(
  { metadata, nodeId }: BrokerServices,
  request: DescribeClusterRequest,
  { connection }: RequestContext,
): DescribeClusterResponse {
  const { image } = metadata;
  if (request.endpointType !== brokerEndpoints) {
    const isControllers = request.endpointType === controllerEndpoints;
    return {
      throttleTimeMs: 0,
      errorCode: isControllers ? errorCodes.MISMATCHED_ENDPOINT_TYPE : errorCodes.UNSUPPORTED_ENDPOINT_TYPE,
      errorMessage: isControllers ? 'This listener reaches brokers, not controllers.' : 'There is no such endpoint type.',
      endpointType: request.endpointType,
      clusterId: image.clusterId,
      brokers: [],
    };
  }
  const live = liveBrokers(image, connection.listenerName);
  const shown = [...image.brokers.values()].flatMap((broker) => {
    const endpoint = endpointOf(broker, connection.listenerName);
    if (endpoint === undefined || (broker.fenced && !request.includeFencedBrokers)) return [];
    const { nodeId: brokerId, host, port, rack } = endpoint;
    return [{ brokerId, host, port, rack, isFenced: broker.fenced }];
  });
  return {
    throttleTimeMs: 0,
    errorCode: errorCodes.NONE,
    clusterId: image.clusterId,
    controllerId: controllerIdFor(live, nodeId),
    brokers: shown,
    clusterAuthorizedOperations: request.includeClusterAuthorizedOperations ? clusterOperations : operationsNotRequested,
  };
}
