import { addRaftVoterApi } from '../protocol/messages/add-raft-voter';
import { removeRaftVoterApi } from '../protocol/messages/remove-raft-voter';
import { handleAddRaftVoter } from './handlers/add-raft-voter';
import { handleRemoveRaftVoter } from './handlers/remove-raft-voter';
import { alterConfigsApi } from '../protocol/messages/alter-configs';
import { alterPartitionReassignmentsApi } from '../protocol/messages/alter-partition-reassignments';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { createPartitionsApi } from '../protocol/messages/create-partitions';
import { createTopicsApi } from '../protocol/messages/create-topics';
import { deleteGroupsApi } from '../protocol/messages/delete-groups';
import { deleteRecordsApi } from '../protocol/messages/delete-records';
import { deleteTopicsApi } from '../protocol/messages/delete-topics';
import { describeAclsApi } from '../protocol/messages/describe-acls';
import { describeClusterApi } from '../protocol/messages/describe-cluster';
import { describeConfigsApi } from '../protocol/messages/describe-configs';
import { describeGroupsApi } from '../protocol/messages/describe-groups';
import { describeLogDirsApi } from '../protocol/messages/describe-log-dirs';
import { describeProducersApi } from '../protocol/messages/describe-producers';
import { describeQuorumApi } from '../protocol/messages/describe-quorum';
import { describeTopicPartitionsApi } from '../protocol/messages/describe-topic-partitions';
import { electLeadersApi } from '../protocol/messages/elect-leaders';
import { fetchApi } from '../protocol/messages/fetch';
import { findCoordinatorApi } from '../protocol/messages/find-coordinator';
import { heartbeatApi } from '../protocol/messages/heartbeat';
import { incrementalAlterConfigsApi } from '../protocol/messages/incremental-alter-configs';
import { initProducerIdApi } from '../protocol/messages/init-producer-id';
import { joinGroupApi } from '../protocol/messages/join-group';
import { leaveGroupApi } from '../protocol/messages/leave-group';
import { listGroupsApi } from '../protocol/messages/list-groups';
import { listOffsetsApi } from '../protocol/messages/list-offsets';
import { listPartitionReassignmentsApi } from '../protocol/messages/list-partition-reassignments';
import { metadataApi } from '../protocol/messages/metadata';
import { offsetCommitApi } from '../protocol/messages/offset-commit';
import { offsetDeleteApi } from '../protocol/messages/offset-delete';
import { offsetFetchApi } from '../protocol/messages/offset-fetch';
import { offsetForLeaderEpochApi } from '../protocol/messages/offset-for-leader-epoch';
import { produceApi } from '../protocol/messages/produce';
import { syncGroupApi } from '../protocol/messages/sync-group';
import { unregisterBrokerApi } from '../protocol/messages/unregister-broker';
import { apiTable, endpoint, type ApiTable, type Endpoint } from './endpoint';
import { handleAlterConfigs } from './handlers/alter-configs';
import { handleAlterPartitionReassignments } from './handlers/alter-partition-reassignments';
import { handleApiVersions } from './handlers/api-versions';
import { handleCreatePartitions } from './handlers/create-partitions';
import { handleCreateTopics } from './handlers/create-topics';
import { handleDeleteGroups } from './handlers/delete-groups';
import { handleDeleteRecords } from './handlers/delete-records';
import { handleDeleteTopics } from './handlers/delete-topics';
import { handleDescribeAcls } from './handlers/describe-acls';
import { handleDescribeCluster } from './handlers/describe-cluster';
import { handleDescribeConfigs } from './handlers/describe-configs';
import { handleDescribeGroups } from './handlers/describe-groups';
import { handleDescribeLogDirs } from './handlers/describe-log-dirs';
import { handleDescribeProducers } from './handlers/describe-producers';
import { handleDescribeQuorum } from './handlers/describe-quorum';
import { handleDescribeTopicPartitions } from './handlers/describe-topic-partitions';
import { handleElectLeaders } from './handlers/elect-leaders';
import { handleFetch } from './handlers/fetch';
import { handleFindCoordinator } from './handlers/find-coordinator';
import { handleHeartbeat } from './handlers/heartbeat';
import { handleIncrementalAlterConfigs } from './handlers/incremental-alter-configs';
import { handleInitProducerId } from './handlers/init-producer-id';
import { handleJoinGroup } from './handlers/join-group';
import { handleLeaveGroup } from './handlers/leave-group';
import { handleListGroups } from './handlers/list-groups';
import { handleListOffsets } from './handlers/list-offsets';
import { handleListPartitionReassignments } from './handlers/list-partition-reassignments';
import { handleMetadata } from './handlers/metadata';
import { handleOffsetCommit } from './handlers/offset-commit';
import { handleOffsetDelete } from './handlers/offset-delete';
import { handleOffsetFetch } from './handlers/offset-fetch';
import { handleOffsetForLeaderEpoch } from './handlers/offset-for-leader-epoch';
import { handleProduce } from './handlers/produce';
import { handleSyncGroup } from './handlers/sync-group';
import { handleUnregisterBroker } from './handlers/unregister-broker';

/** Every API a client may use on a client listener, by key. ApiVersions is this table. */
const clientEndpoints: readonly Endpoint[] = [
  endpoint(produceApi, handleProduce, { advertisedMinVersion: 0 }),
  endpoint(fetchApi, handleFetch),
  endpoint(listOffsetsApi, handleListOffsets),
  endpoint(metadataApi, handleMetadata),
  endpoint(offsetCommitApi, handleOffsetCommit),
  endpoint(offsetFetchApi, handleOffsetFetch),
  endpoint(findCoordinatorApi, handleFindCoordinator),
  endpoint(joinGroupApi, handleJoinGroup),
  endpoint(heartbeatApi, handleHeartbeat),
  endpoint(leaveGroupApi, handleLeaveGroup),
  endpoint(syncGroupApi, handleSyncGroup),
  endpoint(describeGroupsApi, handleDescribeGroups),
  endpoint(listGroupsApi, handleListGroups),
  endpoint(apiVersionsApi, handleApiVersions),
  endpoint(createTopicsApi, handleCreateTopics),
  endpoint(deleteTopicsApi, handleDeleteTopics),
  endpoint(deleteRecordsApi, handleDeleteRecords),
  endpoint(initProducerIdApi, handleInitProducerId),
  endpoint(offsetForLeaderEpochApi, handleOffsetForLeaderEpoch),
  endpoint(describeAclsApi, handleDescribeAcls),
  endpoint(describeConfigsApi, handleDescribeConfigs),
  endpoint(alterConfigsApi, handleAlterConfigs),
  endpoint(describeLogDirsApi, handleDescribeLogDirs),
  endpoint(createPartitionsApi, handleCreatePartitions),
  endpoint(deleteGroupsApi, handleDeleteGroups),
  endpoint(electLeadersApi, handleElectLeaders),
  endpoint(incrementalAlterConfigsApi, handleIncrementalAlterConfigs),
  endpoint(alterPartitionReassignmentsApi, handleAlterPartitionReassignments),
  endpoint(listPartitionReassignmentsApi, handleListPartitionReassignments),
  endpoint(offsetDeleteApi, handleOffsetDelete),
  endpoint(describeQuorumApi, handleDescribeQuorum),
  endpoint(addRaftVoterApi, handleAddRaftVoter),
  endpoint(removeRaftVoterApi, handleRemoveRaftVoter),
  endpoint(describeClusterApi, handleDescribeCluster),
  endpoint(describeProducersApi, handleDescribeProducers),
  endpoint(unregisterBrokerApi, handleUnregisterBroker),
  endpoint(describeTopicPartitionsApi, handleDescribeTopicPartitions),
];

export const clientApis: ApiTable = apiTable(clientEndpoints);
