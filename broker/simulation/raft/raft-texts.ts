import type { RaftRequest, RaftResponse } from '../../raft/raft-message';

/** A request in a few words. */
export function requestText(request: RaftRequest): string {
  switch (request.kind) {
    case 'vote': {
      const { preVote, epoch, endOffset, lastEpoch } = request;
      return `${preVote ? 'pre-vote' : 'vote'}? epoch=${epoch} log=${endOffset}@${lastEpoch}`;
    }
    case 'beginQuorumEpoch':
      return `begin epoch ${request.epoch}`;
    case 'endQuorumEpoch':
      return `end epoch ${request.epoch}, then ${request.preferredCandidates.map(({ id }) => id).join(', ')}`;
    case 'fetch':
      return `fetch? ${request.fetchOffset}@${request.lastFetchedEpoch} committed=${request.highWatermark}`;
    case 'fetchSnapshot':
      return `snapshot? ${request.snapshot.endOffset} from byte ${request.position}`;
    case 'addVoter':
    case 'removeVoter':
    case 'updateVoter':
      return `${request.kind}? ${request.voter.id}`;
  }
}

/** An answer in a few words. */
export function responseText(request: RaftRequest, response: RaftResponse): string {
  const error = response.error === 'NONE' ? '' : ` ${response.error} epoch=${response.epoch} leader=${response.leaderId}`;
  switch (response.kind) {
    case 'vote': {
      const kind = request.kind === 'vote' && request.preVote ? 'pre-vote' : 'vote';
      return `${kind}: ${response.granted ? 'yes' : 'no'}${error}`;
    }
    case 'fetch': {
      const { records, diverging, snapshot, highWatermark } = response;
      const range = records === undefined ? 'nothing' : `${records.startOffset}..${records.endOffset}`;
      const elsewhere = diverging === undefined ? range : `diverges after ${diverging.endOffset}@${diverging.epoch}`;
      const what = snapshot === undefined ? elsewhere : `take snapshot ${snapshot.endOffset}`;
      return `fetch: ${what} committed=${highWatermark}${error}`;
    }
    case 'fetchSnapshot':
      return `snapshot: ${response.receivedBytes} of ${response.sizeBytes} bytes${error}`;
    case 'beginQuorumEpoch':
    case 'endQuorumEpoch':
    case 'addVoter':
    case 'removeVoter':
    case 'updateVoter':
      return `${response.kind}: ok${error}`;
  }
}
