import type { Controller } from '../controller/controller';
import type { QuorumAdmin } from '../controller/quorum-admin';
import { requestHeader, responseHeader } from '../protocol/headers';
import { KafkaError } from '../protocol/kafka-error';
import { addRaftVoterApi } from '../protocol/messages/add-raft-voter';
import { alterConfigsApi } from '../protocol/messages/alter-configs';
import { alterPartitionReassignmentsApi } from '../protocol/messages/alter-partition-reassignments';
import { createPartitionsApi } from '../protocol/messages/create-partitions';
import { createTopicsApi } from '../protocol/messages/create-topics';
import { deleteTopicsApi } from '../protocol/messages/delete-topics';
import { describeQuorumApi } from '../protocol/messages/describe-quorum';
import { electLeadersApi } from '../protocol/messages/elect-leaders';
import { incrementalAlterConfigsApi } from '../protocol/messages/incremental-alter-configs';
import { listPartitionReassignmentsApi } from '../protocol/messages/list-partition-reassignments';
import { removeRaftVoterApi } from '../protocol/messages/remove-raft-voter';
import { unregisterBrokerApi } from '../protocol/messages/unregister-broker';
import { Reader } from '../protocol/primitives/reader';
import { Writer } from '../protocol/primitives/writer';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';

/** The node that leads the quorum, as the others use it. */
export interface LeadingNode {
  readonly controller: Controller;
  readonly quorum: QuorumAdmin;
}

/** One API that brokers pass on to the controller, in the newest version: the broker has translated for its client. */
export interface ForwardedApi<Request extends Fields, Response extends Fields> {
  readonly api: Api<Request, Response>;
  readonly call: (node: LeadingNode, request: StructValue<Request>) => Promise<StructInput<Response>>;
}

function forwarded<Request extends Fields, Response extends Fields>(
  api: Api<Request, Response>,
  call: ForwardedApi<Request, Response>['call'],
): ForwardedApi<Request, Response> {
  return { api, call };
}

export const forwardedApis = {
  createTopics: forwarded(createTopicsApi, ({ controller }, request) => controller.createTopics(request)),
  deleteTopics: forwarded(deleteTopicsApi, ({ controller }, request) => controller.deleteTopics(request)),
  createPartitions: forwarded(createPartitionsApi, ({ controller }, request) => controller.createPartitions(request)),
  alterConfigs: forwarded(alterConfigsApi, ({ controller }, request) => controller.alterConfigs(request)),
  incrementalAlterConfigs: forwarded(incrementalAlterConfigsApi, ({ controller }, request) =>
    controller.incrementalAlterConfigs(request),
  ),
  electLeaders: forwarded(electLeadersApi, ({ controller }, request) => controller.electLeaders(request)),
  alterPartitionReassignments: forwarded(alterPartitionReassignmentsApi, ({ controller }, request) =>
    controller.alterPartitionReassignments(request),
  ),
  listPartitionReassignments: forwarded(listPartitionReassignmentsApi, ({ controller }, request) =>
    controller.listPartitionReassignments(request),
  ),
  unregisterBroker: forwarded(unregisterBrokerApi, ({ controller }, request) => controller.unregisterBroker(request)),
  describeQuorum: forwarded(describeQuorumApi, ({ quorum }, request) => quorum.describeQuorum(request)),
  addRaftVoter: forwarded(addRaftVoterApi, ({ quorum }, request) => quorum.addRaftVoter(request)),
  removeRaftVoter: forwarded(removeRaftVoterApi, ({ quorum }, request) => quorum.removeRaftVoter(request)),
};

type Serve = (node: LeadingNode, frame: Buffer) => Promise<Buffer>;

function served<Request extends Fields, Response extends Fields>({ api, call }: ForwardedApi<Request, Response>): Serve {
  return async (node, frame) => {
    const reader = new Reader(frame);
    const version = frame.readInt16BE(2);
    const { min, max } = api.request.versions;
    if (version < min || version > max) {
      throw new KafkaError('UNSUPPORTED_VERSION', `The controller has ${api.name} ${min} to ${max}, not ${version}.`);
    }
    const { correlationId } = requestHeader.read(reader, api.request.isFlexible(version) ? 2 : 1);
    const response = await call(node, api.request.read(reader, version));
    const writer = new Writer();
    responseHeader.write(writer, api.response.isFlexible(version) ? 1 : 0, { correlationId });
    api.response.write(writer, version, response);
    return writer.toBuffer();
  };
}

const serveByKey: ReadonlyMap<number, Serve> = new Map([
  [createTopicsApi.key, served(forwardedApis.createTopics)],
  [deleteTopicsApi.key, served(forwardedApis.deleteTopics)],
  [createPartitionsApi.key, served(forwardedApis.createPartitions)],
  [alterConfigsApi.key, served(forwardedApis.alterConfigs)],
  [incrementalAlterConfigsApi.key, served(forwardedApis.incrementalAlterConfigs)],
  [electLeadersApi.key, served(forwardedApis.electLeaders)],
  [alterPartitionReassignmentsApi.key, served(forwardedApis.alterPartitionReassignments)],
  [listPartitionReassignmentsApi.key, served(forwardedApis.listPartitionReassignments)],
  [unregisterBrokerApi.key, served(forwardedApis.unregisterBroker)],
  [describeQuorumApi.key, served(forwardedApis.describeQuorum)],
  [addRaftVoterApi.key, served(forwardedApis.addRaftVoter)],
  [removeRaftVoterApi.key, served(forwardedApis.removeRaftVoter)],
]);

/** The request as it stands in an envelope: header and body. */
export function encodeForwarded<Request extends Fields>(
  { key, request }: Api<Request, Fields>,
  body: StructInput<Request>,
  clientId: string,
): Buffer {
  const version = request.versions.max;
  const writer = new Writer();
  const header = { requestApiKey: key, requestApiVersion: version, correlationId: 0, clientId };
  requestHeader.write(writer, request.isFlexible(version) ? 2 : 1, header);
  request.write(writer, version, body);
  return writer.toBuffer();
}

/** The answer to a request that encodeForwarded() wrote. Throws CodecError. */
export function decodeForwarded<Response extends Fields>(
  { request, response }: Api<Fields, Response>,
  frame: Buffer,
): StructValue<Response> {
  const version = request.versions.max;
  const reader = new Reader(frame);
  responseHeader.read(reader, response.isFlexible(version) ? 1 : 0);
  return response.read(reader, version);
}

/** Answers a request out of an envelope. Rejects with a KafkaError where the controller refuses it as a whole. */
export async function serveForwarded(node: LeadingNode, frame: Buffer): Promise<Buffer> {
  const key = new Reader(frame).readInt16();
  new Reader(frame, 2).readInt16();
  const serve = serveByKey.get(key);
  if (serve === undefined) throw new KafkaError('INVALID_REQUEST', `Requests with key ${key} are not passed on.`);
  return serve(node, frame);
}
