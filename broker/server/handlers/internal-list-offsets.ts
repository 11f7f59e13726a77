import type { ListOffsetsRequest, ListOffsetsResponse } from '../../protocol/messages/list-offsets';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';
import { handleListOffsets } from './list-offsets';

/**
 * ListOffsets on the internal listener: v1-11
 *
 * Behaviour: as on the others. A broker that has yet to open its logs, or was frozen, closes the connection.
 */
export function handleInternalListOffsets(
  { broker, freezeGuard }: Pick<InternalServices, 'broker' | 'freezeGuard'>,
  request: ListOffsetsRequest,
  context: RequestContext,
): Promise<ListOffsetsResponse> | 'close' {
  return broker === undefined || !freezeGuard.mayServe() ? 'close' : handleListOffsets(broker, request, context);
}
