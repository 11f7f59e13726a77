import { alterPartitionReassignmentsApi } from '@/broker/protocol/messages/alter-partition-reassignments';
import { createPartitionsApi } from '@/broker/protocol/messages/create-partitions';
import { createTopicsApi } from '@/broker/protocol/messages/create-topics';
import { deleteRecordsApi } from '@/broker/protocol/messages/delete-records';
import { deleteTopicsApi } from '@/broker/protocol/messages/delete-topics';
import { describeConfigsApi } from '@/broker/protocol/messages/describe-configs';
import { describeGroupsApi } from '@/broker/protocol/messages/describe-groups';
import { describeLogDirsApi } from '@/broker/protocol/messages/describe-log-dirs';
import { describeQuorumApi } from '@/broker/protocol/messages/describe-quorum';
import { electLeadersApi } from '@/broker/protocol/messages/elect-leaders';
import { fetchApi } from '@/broker/protocol/messages/fetch';
import { incrementalAlterConfigsApi } from '@/broker/protocol/messages/incremental-alter-configs';
import { initProducerIdApi } from '@/broker/protocol/messages/init-producer-id';
import { listGroupsApi } from '@/broker/protocol/messages/list-groups';
import { listPartitionReassignmentsApi } from '@/broker/protocol/messages/list-partition-reassignments';
import { offsetFetchApi } from '@/broker/protocol/messages/offset-fetch';
import type { Reader } from '@/broker/protocol/primitives/reader';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';

interface Refusal {
  readonly key: number;
  isFlexible(version: number): boolean;
  answer(request: Reader, version: number, errorCode: number): Buffer;
}

function refusal<Q extends Fields, R extends Fields>(
  api: Api<Q, R>,
  answer: (errorCode: number, request: StructValue<Q>) => StructInput<R>,
): Refusal {
  return {
    key: api.key,
    isFlexible: (version) => api.request.isFlexible(version),
    answer: (reader, version, errorCode) => api.response.encode(version, answer(errorCode, api.request.read(reader, version))),
  };
}

const errorMessage = null;

/** How each API says that it will not: where its error code stands. */
const refusals: readonly Refusal[] = [
  refusal(describeQuorumApi, (errorCode) => ({ errorCode, errorMessage, topics: [], nodes: [] })),
  refusal(describeLogDirsApi, (errorCode) => ({ throttleTimeMs: 0, errorCode, results: [] })),
  refusal(describeConfigsApi, (errorCode, { resources }) => ({
    throttleTimeMs: 0,
    results: resources.map(({ resourceType, resourceName }) => ({
      errorCode,
      errorMessage,
      resourceType,
      resourceName,
      configs: [],
    })),
  })),
  refusal(incrementalAlterConfigsApi, (errorCode, { resources }) => ({
    throttleTimeMs: 0,
    responses: resources.map(({ resourceType, resourceName }) => ({ errorCode, errorMessage, resourceType, resourceName })),
  })),
  refusal(deleteRecordsApi, (errorCode, { topics }) => ({
    throttleTimeMs: 0,
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, lowWatermark: -1, errorCode })),
    })),
  })),
  refusal(createTopicsApi, (errorCode, { topics }) => ({
    throttleTimeMs: 0,
    topics: topics.map(({ name }) => ({ name, errorCode, errorMessage, configs: null })),
  })),
  refusal(createPartitionsApi, (errorCode, { topics }) => ({
    throttleTimeMs: 0,
    results: topics.map(({ name }) => ({ name, errorCode, errorMessage })),
  })),
  refusal(deleteTopicsApi, (errorCode, { topics, topicNames }) => ({
    throttleTimeMs: 0,
    responses: [...topics, ...topicNames.map((name) => ({ name }))].map(({ name }) => ({ name, errorCode, errorMessage })),
  })),
  refusal(alterPartitionReassignmentsApi, (errorCode) => ({ throttleTimeMs: 0, errorCode, errorMessage, responses: [] })),
  refusal(listPartitionReassignmentsApi, (errorCode) => ({ throttleTimeMs: 0, errorCode, errorMessage, topics: [] })),
  refusal(electLeadersApi, (errorCode) => ({ throttleTimeMs: 0, errorCode, replicaElectionResults: [] })),
  refusal(fetchApi, (errorCode, { topics }) => ({
    throttleTimeMs: 0,
    errorCode: 0,
    responses: topics.map(({ topic, topicId, partitions }) => ({
      topic,
      topicId,
      partitions: partitions.map(({ partition }) => ({
        partitionIndex: partition,
        errorCode,
        highWatermark: -1,
        abortedTransactions: null,
        records: null,
      })),
    })),
    nodeEndpoints: [],
  })),
  refusal(initProducerIdApi, (errorCode) => ({ throttleTimeMs: 0, errorCode, producerId: -1, producerEpoch: 0 })),
  refusal(listGroupsApi, (errorCode) => ({ throttleTimeMs: 0, errorCode, groups: [] })),
  refusal(describeGroupsApi, (errorCode, { groups }) => ({
    throttleTimeMs: 0,
    groups: groups.map((groupId) => ({
      errorCode,
      groupId,
      groupState: '',
      protocolType: '',
      protocolData: '',
      members: [],
    })),
  })),
  refusal(offsetFetchApi, (errorCode, { groups }) => ({
    throttleTimeMs: 0,
    topics: [],
    errorCode,
    groups: groups.map(({ groupId }) => ({ groupId, topics: [], errorCode })),
  })),
];

export function refusalOf(key: number): Refusal {
  const found = refusals.find((each) => each.key === key);
  if (found === undefined) throw new Error(`nobody has said how API ${key} refuses`);
  return found;
}
