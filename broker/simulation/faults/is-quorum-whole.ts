import { voterIds } from '../cluster/node-properties';
import type { SimCluster } from '../cluster/sim-cluster';

/**
 * Whether the metadata quorum has every voter, each with the disk its node has now and all that is committed, so that it
 * can do without any one of them. A second disk lost before that is a majority lost, which no quorum survives.
 */
export function isQuorumWhole({ nodes }: SimCluster): boolean {
  const leader = nodes.find(({ broker }) => broker?.services.metadataLog.status().isLeader === true)?.broker?.services;
  if (leader === undefined) return false;
  const { voters, highWatermark } = leader.metadataLog.status();
  const { brokers } = leader.metadata.image;
  return voterIds(nodes.length).every((id) =>
    voters.some(
      (voter) =>
        voter.id === id &&
        voter.logEndOffset >= highWatermark &&
        brokers.get(id)?.directoryIds.includes(voter.directoryId) === true,
    ),
  );
}
