import type { AlterPartitionRequest, AlterPartitionResponse } from '../../protocol/messages/alter-partition';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';
import { ofPeer } from './of-peer';

/**
 * AlterPartition: v2-3, on the internal listener
 *
 * Behaviour: a leader proposes in-sync sets; the controller takes those whose epochs are its own and answers with the
 * partitions as they are then. v3 names each replica with its broker epoch (KIP-903).
 */
export function handleAlterPartition(
  { controller, platform }: Pick<InternalServices, 'controller' | 'platform'>,
  request: AlterPartitionRequest,
  context: RequestContext,
): Promise<AlterPartitionResponse> {
  return ofPeer(
    request.brokerId,
    context,
    platform.logger,
    () => controller.alterPartition(request),
    (errorCode) => ({ throttleTimeMs: 0, errorCode, topics: [] }),
  );
}
