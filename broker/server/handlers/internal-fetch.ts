import { errorCodes } from '../../protocol/error-codes';
import type { FetchRequest, FetchResponse } from '../../protocol/messages/fetch';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';
import { handleFetch } from './fetch';

/**
 * Fetch on the internal listener: v4-18
 *
 * Behaviour: as on the others, for followers. A broker that has yet to open its logs leads nothing, and says so. One
 * that was frozen closes the connection until it knows what it has missed.
 */
export function handleInternalFetch(
  { broker, freezeGuard }: Pick<InternalServices, 'broker' | 'freezeGuard'>,
  request: FetchRequest,
  context: RequestContext,
): Promise<FetchResponse> | FetchResponse | 'close' {
  if (!freezeGuard.mayServe()) return 'close';
  if (broker === undefined) return { errorCode: errorCodes.NOT_LEADER_OR_FOLLOWER, responses: [] };
  return handleFetch(broker, request, context);
}
