import { errorCodes, type ErrorName } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { AddRaftVoterRequest, AddRaftVoterResponse } from '../../protocol/messages/add-raft-voter';
import type { BeginQuorumEpochRequest, BeginQuorumEpochResponse } from '../../protocol/messages/begin-quorum-epoch';
import type { EndQuorumEpochRequest, EndQuorumEpochResponse } from '../../protocol/messages/end-quorum-epoch';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import type { FetchSnapshotRequest, FetchSnapshotResponse } from '../../protocol/messages/fetch-snapshot';
import type { RemoveRaftVoterRequest, RemoveRaftVoterResponse } from '../../protocol/messages/remove-raft-voter';
import type { UpdateRaftVoterRequest, UpdateRaftVoterResponse } from '../../protocol/messages/update-raft-voter';
import type { VoteRequest, VoteResponse } from '../../protocol/messages/vote';
import type { FetchReply, PlainResponse, RaftReply, RaftRequest } from '../../raft/raft-message';
import type { MetadataLogStore } from './metadata-log-store';
import { decodeBeginQuorumEpoch, decodeEndQuorumEpoch, encodeEpochResponse } from './wire/epoch-wire';
import { decodeFetchSnapshot, encodeFetchSnapshotResponse } from './wire/fetch-snapshot-wire';
import { decodeFetch, encodeFetchReply } from './wire/fetch-wire';
import type { QuorumNames } from './wire/quorum-names';
import { decodeVote, encodeVoteResponse } from './wire/vote-wire';
import {
  decodeAddVoter,
  decodeRemoveVoter,
  decodeUpdateVoter,
  encodeUpdateVoterResponse,
  encodeVoterResponse,
} from './wire/voter-wire';

interface QuorumServiceOptions {
  readonly store: MetadataLogStore;
  readonly names: QuorumNames;
  /** Steps a request and resolves to the reply; rejects when the node stops. */
  readonly ask: (request: RaftRequest) => Promise<RaftReply>;
}

const nothing = Buffer.alloc(0);

/** What others may ask. */
export type QuorumRequests = Pick<QuorumService, keyof QuorumService>;

/** Answers what others ask this node as a member of the metadata quorum. */
export class QuorumService {
  readonly #options: QuorumServiceOptions;

  constructor(options: QuorumServiceOptions) {
    this.#options = options;
  }

  async handleVote(message: VoteRequest): Promise<VoteResponse> {
    const request = decodeVote(message);
    const problem = this.#problemOf(message.clusterId, request);
    if (request === undefined || problem !== undefined) return { errorCode: problem ?? errorCodes.INVALID_REQUEST, topics: [] };
    const reply = await this.#options.ask(request);
    return reply.kind === 'vote' ? encodeVoteResponse(reply, this.#options.names) : unexpected(reply);
  }

  async handleBeginQuorumEpoch(message: BeginQuorumEpochRequest): Promise<BeginQuorumEpochResponse> {
    return this.#answerEpoch(message.clusterId, decodeBeginQuorumEpoch(message));
  }

  async handleEndQuorumEpoch(message: EndQuorumEpochRequest): Promise<EndQuorumEpochResponse> {
    return this.#answerEpoch(message.clusterId, decodeEndQuorumEpoch(message));
  }

  async #answerEpoch(clusterId: string | null, request: RaftRequest | undefined) {
    const problem = this.#problemOf(clusterId, request);
    if (request === undefined || problem !== undefined) return { errorCode: problem ?? errorCodes.INVALID_REQUEST, topics: [] };
    return encodeEpochResponse(plain(await this.#options.ask(request)), this.#options.names);
  }

  /** Of the metadata partition alone, by its topic id. */
  async handleFetch(message: FetchRequest): Promise<FetchResponse> {
    const fetch = decodeFetch(message);
    const problem = this.#problemOf(message.clusterId, fetch);
    if (fetch === undefined || problem !== undefined) return { errorCode: problem ?? errorCodes.INVALID_REQUEST, responses: [] };
    const reply = await this.#options.ask(fetch.request);
    if (reply.kind !== 'fetch') return unexpected(reply);
    const { names } = this.#options;
    try {
      return encodeFetchReply(reply, await this.#read(reply, fetch.maxBytes), names);
    } catch (error) {
      // It led when it answered, and its log was cut or replaced since.
      if (!(error instanceof KafkaError && error.errorName === 'OFFSET_OUT_OF_RANGE')) throw error;
      return encodeFetchReply({ ...reply, error: 'NOT_LEADER_OR_FOLLOWER' }, nothing, names);
    }
  }

  #read({ startOffset, endOffset }: FetchReply, maxBytes: number): Promise<Buffer> {
    return startOffset < endOffset ? this.#options.store.read(startOffset, endOffset, maxBytes) : Promise.resolve(nothing);
  }

  async handleFetchSnapshot(message: FetchSnapshotRequest): Promise<FetchSnapshotResponse> {
    const fetch = decodeFetchSnapshot(message);
    const problem = this.#problemOf(message.clusterId, fetch);
    if (fetch === undefined || problem !== undefined)
      return { throttleTimeMs: 0, errorCode: problem ?? errorCodes.INVALID_REQUEST, topics: [] };
    const { request, maxBytes } = fetch;
    const { names, store } = this.#options;
    const { error, epoch, leaderId } = await this.#options.ask(request);
    if (error !== 'NONE') return encodeFetchSnapshotResponse(request, { error, epoch, leaderId }, undefined, names);
    const { snapshot, position } = request;
    const chunk = position < 0 ? undefined : await store.snapshots.readChunk(snapshot, position, maxBytes);
    const outcome: ErrorName = outcomeOf(store.snapshots.has(snapshot), chunk);
    return encodeFetchSnapshotResponse(
      request,
      { error: outcome, epoch, leaderId },
      outcome === 'NONE' ? chunk : undefined,
      names,
    );
  }

  async handleAddRaftVoter(message: AddRaftVoterRequest): Promise<AddRaftVoterResponse> {
    const problem = this.#problemOf(message.clusterId, message);
    if (problem !== undefined) return { throttleTimeMs: 0, errorCode: problem, errorMessage: null };
    return encodeVoterResponse(plain(await this.#options.ask(decodeAddVoter(message))));
  }

  async handleRemoveRaftVoter(message: RemoveRaftVoterRequest): Promise<RemoveRaftVoterResponse> {
    const problem = this.#problemOf(message.clusterId, message);
    if (problem !== undefined) return { throttleTimeMs: 0, errorCode: problem, errorMessage: null };
    return encodeVoterResponse(plain(await this.#options.ask(decodeRemoveVoter(message))));
  }

  async handleUpdateRaftVoter(message: UpdateRaftVoterRequest): Promise<UpdateRaftVoterResponse> {
    const problem = this.#problemOf(message.clusterId, message);
    if (problem !== undefined) return { throttleTimeMs: 0, errorCode: problem };
    return encodeUpdateVoterResponse(plain(await this.#options.ask(decodeUpdateVoter(message))), this.#options.names);
  }

  /** Why a request is not looked at; undefined when it is. */
  #problemOf(clusterId: string | null, request: object | undefined): number | undefined {
    if (clusterId !== null && clusterId !== this.#options.names.clusterId) return errorCodes.INCONSISTENT_CLUSTER_ID;
    return request === undefined ? errorCodes.INVALID_REQUEST : undefined;
  }
}

function outcomeOf(isThere: boolean, chunk: { readonly bytes: Buffer; readonly sizeBytes: number } | undefined): ErrorName {
  if (!isThere) return 'SNAPSHOT_NOT_FOUND';
  return chunk === undefined || chunk.bytes.length === 0 ? 'POSITION_OUT_OF_RANGE' : 'NONE';
}

function plain(reply: RaftReply): PlainResponse {
  return reply.kind === 'vote' || reply.kind === 'fetch' || reply.kind === 'fetchSnapshot' ? unexpected(reply) : reply;
}

function unexpected({ kind }: RaftReply): never {
  throw new Error(`a reply to ${kind} came for another request`);
}
