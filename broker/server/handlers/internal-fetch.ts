import { metadataTopicId } from '../../interbroker/quorum/metadata-log-store';
import { errorCodes } from '../../protocol/error-codes';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';
import { handleFetch } from './fetch';

/**
 * Fetch on the internal listener: v4-18
 *
 * Behaviour: the metadata log is the quorum's to serve, from the first moment on. The rest is as on the others, for
 * followers. A broker that has yet to open its logs leads nothing, and says so. One that was frozen closes the connection
 * until it knows what it has missed.
 */
export function handleInternalFetch(
  { broker, freezeGuard, quorumService }: Pick<InternalServices, 'broker' | 'freezeGuard' | 'quorumService'>,
  request: FetchRequest,
  context: RequestContext,
): Promise<FetchResponse> | FetchResponse | 'close' {
  if (request.topics.some(({ topicId }) => topicId === metadataTopicId)) return quorumService.handleFetch(request);
  if (!freezeGuard.mayServe()) return 'close';
  if (broker === undefined) return { errorCode: errorCodes.NOT_LEADER_OR_FOLLOWER, responses: [] };
  return handleFetch(broker, request, context);
}
