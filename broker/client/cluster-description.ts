import { errorName } from '../protocol/error-codes';
import { describeClusterApi } from '../protocol/messages/describe-cluster';
import type { BrokerNode } from './cluster-metadata';
import { askController } from './controller-request';
import { responseError } from './error-sentence';
import type { KafkaClient } from './kafka-client';

export interface DescribedBroker extends BrokerNode {
  isFenced: boolean;
}

export interface ClusterDescription {
  clusterId: string;
  /** By id. */
  brokers: readonly DescribedBroker[];
}

/** The cluster's id and brokers: those that are alive and, when asked for, those that are fenced. */
export async function describeCluster(
  client: KafkaClient,
  { includeFenced = false }: { includeFenced?: boolean } = {},
): Promise<ClusterDescription> {
  const request = { includeClusterAuthorizedOperations: false, includeFencedBrokers: includeFenced };
  const response = await askController(client, describeClusterApi, request);
  const error = responseError(errorName(response.errorCode), response.errorMessage);
  if (error !== undefined) throw error;
  const brokers = response.brokers
    .map(({ brokerId, host, port, rack, isFenced }) => ({ id: brokerId, host, port, rack, isFenced }))
    .sort((a, b) => a.id - b.id);
  return { clusterId: response.clusterId, brokers };
}
