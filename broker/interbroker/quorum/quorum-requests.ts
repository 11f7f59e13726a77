import type { Peers } from '../../replication/peers';
import { addRaftVoterApi } from '../../protocol/messages/add-raft-voter';
import { beginQuorumEpochApi } from '../../protocol/messages/begin-quorum-epoch';
import { endQuorumEpochApi } from '../../protocol/messages/end-quorum-epoch';
import { fetchApi } from '../../protocol/messages/fetch';
import { fetchSnapshotApi } from '../../protocol/messages/fetch-snapshot';
import { removeRaftVoterApi } from '../../protocol/messages/remove-raft-voter';
import { updateRaftVoterApi } from '../../protocol/messages/update-raft-voter';
import { voteApi } from '../../protocol/messages/vote';
import type { FetchRequest, FetchSnapshotRequest, RaftRequest, RaftResponse } from '../../raft/raft-message';
import type { VoterEndpoint } from '../../raft/voter-set';
import type { FetchedBatches } from './fetched-batches';
import { decodeEpochResponse, encodeBeginQuorumEpoch, encodeEndQuorumEpoch } from './wire/epoch-wire';
import { decodeFetchSnapshotResponse, encodeFetchSnapshot } from './wire/fetch-snapshot-wire';
import { decodeFetchResponse, encodeFetch } from './wire/fetch-wire';
import type { QuorumNames } from './wire/quorum-names';
import { decodeVoteResponse, encodeVote } from './wire/vote-wire';
import {
  decodeUpdateVoterResponse,
  decodeVoterResponse,
  encodeAddVoter,
  encodeRemoveVoter,
  encodeUpdateVoter,
} from './wire/voter-wire';

/** Fetches wait at the leader; what must not wait behind them has a lane of its own. */
const fetchLane = 'raft-fetch';
const voteLane = 'raft-vote';
const voterChangeLane = 'raft-voters';

interface QuorumRequestsOptions {
  readonly peers: Peers;
  readonly names: QuorumNames;
  readonly endpoints: readonly VoterEndpoint[];
  readonly requestTimeoutMs: number;
  /** Where a response says that the leader is. */
  readonly onEndpoint: (nodeId: number, address: { host: string; port: number }) => void;
}

/** A response, and the bytes that the state machine does not see. */
export interface Answer {
  readonly response: RaftResponse;
  readonly batches: FetchedBatches | undefined;
  readonly chunk: Buffer | undefined;
}

interface NodeEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}

/** Sends the state machine's requests to other nodes. Rejects as Peers does, and when a response makes no sense. */
export class QuorumRequests {
  readonly #options: QuorumRequestsOptions;

  constructor(options: QuorumRequestsOptions) {
    this.#options = options;
  }

  async send(to: number, request: RaftRequest): Promise<Answer> {
    if (request.kind === 'fetch') return this.#fetch(to, request);
    if (request.kind === 'fetchSnapshot') return this.#fetchSnapshot(to, request);
    return { response: await this.#ask(to, request), batches: undefined, chunk: undefined };
  }

  async #fetch(to: number, request: FetchRequest): Promise<Answer> {
    const { peers, names, requestTimeoutMs } = this.#options;
    const timeoutMs = requestTimeoutMs + request.maxWaitMs;
    const message = await peers.request(to, fetchLane, fetchApi, encodeFetch(request, names), { timeoutMs });
    this.#learn(message.nodeEndpoints);
    return { ...decodeFetchResponse(request, message), chunk: undefined };
  }

  async #fetchSnapshot(to: number, request: FetchSnapshotRequest): Promise<Answer> {
    const { peers, names, requestTimeoutMs } = this.#options;
    const encoded = encodeFetchSnapshot(request, names);
    const message = await peers.request(to, fetchLane, fetchSnapshotApi, encoded, { timeoutMs: requestTimeoutMs });
    this.#learn(message.nodeEndpoints);
    const { response, bytes } = decodeFetchSnapshotResponse(request, message);
    return { response, batches: undefined, chunk: bytes };
  }

  async #ask(to: number, request: Exclude<RaftRequest, FetchRequest | FetchSnapshotRequest>): Promise<RaftResponse> {
    const { peers, names, endpoints, requestTimeoutMs: timeoutMs } = this.#options;
    const options = { timeoutMs };
    switch (request.kind) {
      case 'vote': {
        const message = await peers.request(to, voteLane, voteApi, encodeVote(request, names), options);
        this.#learn(message.nodeEndpoints);
        return decodeVoteResponse(message);
      }
      case 'beginQuorumEpoch': {
        const encoded = encodeBeginQuorumEpoch(request, names, endpoints);
        return decodeEpochResponse(request.kind, await peers.request(to, voteLane, beginQuorumEpochApi, encoded, options));
      }
      case 'endQuorumEpoch': {
        const encoded = encodeEndQuorumEpoch(request, names, endpoints);
        return decodeEpochResponse(request.kind, await peers.request(to, voteLane, endQuorumEpochApi, encoded, options));
      }
      case 'addVoter': {
        const encoded = encodeAddVoter(request, names);
        return decodeVoterResponse(request.kind, await peers.request(to, voterChangeLane, addRaftVoterApi, encoded, options));
      }
      case 'removeVoter': {
        const encoded = encodeRemoveVoter(request, names);
        return decodeVoterResponse(request.kind, await peers.request(to, voterChangeLane, removeRaftVoterApi, encoded, options));
      }
      case 'updateVoter': {
        const encoded = encodeUpdateVoter(request, names);
        return decodeUpdateVoterResponse(await peers.request(to, voterChangeLane, updateRaftVoterApi, encoded, options));
      }
    }
  }

  #learn(endpoints: readonly NodeEndpoint[]): void {
    for (const { nodeId, host, port } of endpoints) if (host !== '' && port > 0) this.#options.onEndpoint(nodeId, { host, port });
  }
}
