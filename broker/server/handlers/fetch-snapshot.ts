import type { FetchSnapshotRequest, FetchSnapshotResponse } from '../../protocol/messages/fetch-snapshot';
import type { InternalServices } from '../internal-services';

/**
 * FetchSnapshot: v0-1 (KIP-630), on the internal listener
 *
 * Behaviour: up to 1 MiB of a snapshot of the metadata log, from the leader alone. The two newest snapshots are kept; one
 * that is gone is SNAPSHOT_NOT_FOUND, and the replica begins again with the newest.
 *
 * Version notes: v1 has directory ids (KIP-853).
 */
export function handleFetchSnapshot(
  { quorumService }: Pick<InternalServices, 'quorumService'>,
  request: FetchSnapshotRequest,
): Promise<FetchSnapshotResponse> {
  return quorumService.handleFetchSnapshot(request);
}
