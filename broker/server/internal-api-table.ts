import { allocateProducerIdsApi } from '../protocol/messages/allocate-producer-ids';
import { alterPartitionApi } from '../protocol/messages/alter-partition';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { brokerHeartbeatApi } from '../protocol/messages/broker-heartbeat';
import { brokerRegistrationApi } from '../protocol/messages/broker-registration';
import { envelopeApi } from '../protocol/messages/envelope';
import { fetchApi } from '../protocol/messages/fetch';
import { getReplicaLogInfoApi } from '../protocol/messages/get-replica-log-info';
import { listOffsetsApi } from '../protocol/messages/list-offsets';
import { saslAuthenticateApi } from '../protocol/messages/sasl-authenticate';
import { saslHandshakeApi } from '../protocol/messages/sasl-handshake';
import { beginQuorumEpochApi } from '../protocol/messages/begin-quorum-epoch';
import { endQuorumEpochApi } from '../protocol/messages/end-quorum-epoch';
import { fetchSnapshotApi } from '../protocol/messages/fetch-snapshot';
import { updateRaftVoterApi } from '../protocol/messages/update-raft-voter';
import { voteApi } from '../protocol/messages/vote';
import { addRaftVoterApi } from '../protocol/messages/add-raft-voter';
import { removeRaftVoterApi } from '../protocol/messages/remove-raft-voter';
import { apiTable, endpoint, type ApiTable, type Endpoint } from './endpoint';
import { handleAllocateProducerIds } from './handlers/allocate-producer-ids';
import { handleAlterPartition } from './handlers/alter-partition';
import { handleApiVersions } from './handlers/api-versions';
import { handleBrokerHeartbeat } from './handlers/broker-heartbeat';
import { handleBrokerRegistration } from './handlers/broker-registration';
import { handleEnvelope } from './handlers/envelope';
import { handleGetReplicaLogInfo } from './handlers/get-replica-log-info';
import { handleInternalFetch } from './handlers/internal-fetch';
import { handleInternalListOffsets } from './handlers/internal-list-offsets';
import { handleSaslAuthenticate } from './handlers/sasl-authenticate';
import { handleSaslHandshake } from './handlers/sasl-handshake';
import { handleBeginQuorumEpoch } from './handlers/begin-quorum-epoch';
import { handleEndQuorumEpoch } from './handlers/end-quorum-epoch';
import { handleFetchSnapshot } from './handlers/fetch-snapshot';
import { handleUpdateRaftVoter } from './handlers/update-raft-voter';
import { handleVote } from './handlers/vote';
import type { InternalServices } from './internal-services';

/** What a stranger may ask: who we are, and to be let in. */
const endpointsForStrangers: readonly Endpoint<InternalServices>[] = [
  endpoint(apiVersionsApi, handleApiVersions),
  endpoint(saslHandshakeApi, handleSaslHandshake),
  endpoint(saslAuthenticateApi, handleSaslAuthenticate),
];

const endpointsForPeers: readonly Endpoint<InternalServices>[] = [
  endpoint(fetchApi, handleInternalFetch),
  endpoint(listOffsetsApi, handleInternalListOffsets),
  endpoint(voteApi, handleVote),
  endpoint(beginQuorumEpochApi, handleBeginQuorumEpoch),
  endpoint(endQuorumEpochApi, handleEndQuorumEpoch),
  endpoint(fetchSnapshotApi, handleFetchSnapshot),
  endpoint(updateRaftVoterApi, handleUpdateRaftVoter),
  // A node that joins asks its leader for it.
  endpoint(addRaftVoterApi, ({ quorumService }, request) => quorumService.handleAddRaftVoter(request)),
  endpoint(removeRaftVoterApi, ({ quorumService }, request) => quorumService.handleRemoveRaftVoter(request)),
  endpoint(alterPartitionApi, handleAlterPartition),
  endpoint(envelopeApi, handleEnvelope),
  endpoint(brokerRegistrationApi, handleBrokerRegistration),
  endpoint(brokerHeartbeatApi, handleBrokerHeartbeat),
  endpoint(allocateProducerIdsApi, handleAllocateProducerIds),
  endpoint(getReplicaLogInfoApi, handleGetReplicaLogInfo),
];

/** Every API that brokers use among themselves; no client reaches them. */
export const internalApis: ApiTable<InternalServices> = apiTable([...endpointsForStrangers, ...endpointsForPeers]);

export const apisForStrangers: ReadonlySet<number> = new Set(endpointsForStrangers.map(({ key }) => key));
