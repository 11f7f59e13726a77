import { partitionForGroup } from '../../coordinator/group/partition-for-group';
import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { FindCoordinatorRequest, FindCoordinatorResponse } from '../../protocol/messages/find-coordinator';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';
import { consumerOffsetsTopic } from '../internal-topics';
import { errorFields } from './error-fields';
import { liveBrokers, type BrokerEndpoint } from './live-brokers';

const groupKey = 0;
const transactionKey = 1;

/**
 * FindCoordinator: v0-6
 *
 * Behaviour: creates `__consumer_offsets` when it is first needed and holds the answer until it has leaders, for a second
 * at most; Kafka answers COORDINATOR_NOT_AVAILABLE first. Transactions and share groups do not exist yet: their keys are
 * INVALID_REQUEST, which ends a client's search, where any retriable error would make it loop.
 *
 * Version notes: key types from v1; v3 is flexible; v4 asks for several keys at once (KIP-699); v6 knows share groups.
 */
export async function handleFindCoordinator(
  broker: BrokerServices,
  request: FindCoordinatorRequest,
  { connection, version }: RequestContext,
): Promise<FindCoordinatorResponse> {
  const keys = version >= 4 ? request.coordinatorKeys : [request.key];
  const coordinators = await Promise.all(
    keys.map(async (key): Promise<Coordinator> => {
      try {
        const { nodeId, host, port } = await coordinatorOf(broker, request.keyType, key, connection.listenerName);
        return { key, nodeId, host, port, errorCode: errorCodes.NONE, errorMessage: null };
      } catch (error) {
        return { key, nodeId: -1, host: '', port: -1, ...errorFields(error, broker.platform.logger) };
      }
    }),
  );
  const [first] = coordinators;
  return version >= 4 || first === undefined ? { coordinators } : first;
}

interface Coordinator {
  readonly key: string;
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly errorCode: ErrorCode;
  readonly errorMessage: string | null;
}

async function coordinatorOf(
  { metadata, autoTopicCreation }: BrokerServices,
  keyType: number,
  key: string,
  listenerName: string,
): Promise<BrokerEndpoint> {
  checkKeyType(keyType);
  if (!metadata.image.topicsByName.has(consumerOffsetsTopic)) await autoTopicCreation.create(consumerOffsetsTopic);
  const { image } = metadata;
  const partitions = image.topicsByName.get(consumerOffsetsTopic)?.partitions ?? [];
  const leader = partitions[partitionForGroup(key, partitions.length)]?.leader ?? -1;
  const endpoint = liveBrokers(image, listenerName).get(leader);
  if (endpoint === undefined)
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE', `The coordinator of group ${key} is not available.`);
  return endpoint;
}

function checkKeyType(keyType: number): void {
  if (keyType === groupKey) return;
  const wanted = keyType === transactionKey ? 'transactions' : `coordinators of type ${keyType}`;
  throw new KafkaError('INVALID_REQUEST', `This broker has no ${wanted} yet.`);
}
